import { formatJapanTime } from '@/lib/time/japan-time'
import type { UsageKind } from './search'

/** A record of 呼毎検索. */
export interface CallRecord {
  calledAt: Date
  callId: bigint
  communicationType: string
  callerNumber: string
  calleeNumber: string | null
  area: string
  destinationCount: number
  acceptedPages: number
  sentPages: number
  billedPages: number | null
  discountType: string | null
  /** yen */
  charge: bigint
}

/** A record of 宛先毎検索. */
export interface DestinationRecord {
  calledAt: Date
  callId: bigint
  destinationNo: number
  communicationType: string
  callerNumber: string
  calleeNumber: string | null
  area: string
  paperMode: string
  sentPages: number
  billedPages: number | null
  callType: string | null
  /** yen */
  charge: bigint
}

export type UsageRecord = CallRecord | DestinationRecord

/** A column of a result: `key` names its heading in the message catalogue (`usage.columns.<key>`). */
export interface UsageColumn<Record> {
  key: string
  /** Numbers align to the right; identifiers are text, whatever they look like. */
  isNumber: boolean
  format: (record: Record) => string
}

/** How an absent 着信番号 is written, on screen and in files. */
const absentNumber = '-----'

const plain = (value: string | number | bigint | null) => (value === null ? '' : String(value))

const text = <R>(key: string, format: (record: R) => string): UsageColumn<R> => ({
  key,
  isNumber: false,
  format,
})
const number = <R>(key: string, value: (record: R) => number | bigint | null): UsageColumn<R> => ({
  key,
  isNumber: true,
  format: (record) => plain(value(record)),
})

const sharedColumns: UsageColumn<UsageRecord>[] = [
  text('calledAt', (record) => formatJapanTime(record.calledAt, 'yyyy/MM/dd HH:mm:ss')),
  text('communicationType', (record) => record.communicationType),
  text('callerNumber', (record) => record.callerNumber),
  text('calleeNumber', (record) => record.calleeNumber ?? absentNumber),
  text('area', (record) => record.area),
]

/** The columns of 呼毎検索, in their order (spec section 2). */
const callColumns: UsageColumn<CallRecord>[] = [
  ...sharedColumns,
  number('destinationCount', (record) => record.destinationCount),
  number('acceptedPages', (record) => record.acceptedPages),
  number('sentPages', (record) => record.sentPages),
  number('billedPages', (record) => record.billedPages),
  text('discountType', (record) => plain(record.discountType)),
  number('charge', (record) => record.charge),
]

/** The columns of 宛先毎検索 and 呼指定宛先毎検索, in their order (spec section 2). */
const destinationColumns: UsageColumn<DestinationRecord>[] = [
  ...sharedColumns,
  text('paperMode', (record) => record.paperMode),
  number('sentPagesOfDestination', (record) => record.sentPages),
  number('billedPagesOfDestination', (record) => record.billedPages),
  text('callType', (record) => plain(record.callType)),
  number('charge', (record) => record.charge),
]

/** The columns of a result, by what a row of it is. */
export function columnsOf(kind: UsageKind): UsageColumn<UsageRecord>[] {
  return (kind === 'call' ? callColumns : destinationColumns) as UsageColumn<UsageRecord>[]
}
