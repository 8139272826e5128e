import { formatJapanTime } from '@/lib/time/japan-time'
import { formulaSafeSql } from './formula-safe'
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
  /** The value as the screen shows it. */
  format: (record: Record) => string
  /** An expression over the row of its table that gives the same value, as a file has it. */
  sql: string
}

/** How an absent 着信番号 is written, on screen and in files. */
export const absentNumber = '-----'

const plain = (value: string | number | bigint | null) => (value === null ? '' : String(value))

const text = <R>(key: string, sql: string, format: (record: R) => string): UsageColumn<R> => ({
  key,
  isNumber: false,
  format,
  sql: formulaSafeSql(sql),
})
const number = <R>(
  key: string,
  sql: string,
  value: (record: R) => number | bigint | null,
): UsageColumn<R> => ({ key, isNumber: true, format: (record) => plain(value(record)), sql })

const calledAt: UsageColumn<UsageRecord> = {
  key: 'calledAt',
  isNumber: false,
  format: (record) => formatJapanTime(record.calledAt, 'yyyy/MM/dd HH:mm:ss'),
  sql: `to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS')`,
}

const sharedColumns: UsageColumn<UsageRecord>[] = [
  calledAt,
  text('communicationType', 'communication_type', (record) => record.communicationType),
  text('callerNumber', 'caller_number', (record) => record.callerNumber),
  text(
    'calleeNumber',
    `coalesce(callee_number, '${absentNumber}')`,
    (record) => record.calleeNumber ?? absentNumber,
  ),
  text('area', 'area', (record) => record.area),
]

/** The columns of 呼毎検索, in their order (spec section 2). */
const callColumns: UsageColumn<CallRecord>[] = [
  ...sharedColumns,
  number('destinationCount', 'destination_count', (record) => record.destinationCount),
  number('acceptedPages', 'accepted_pages', (record) => record.acceptedPages),
  number('sentPages', 'sent_pages', (record) => record.sentPages),
  number('billedPages', 'billed_pages', (record) => record.billedPages),
  text('discountType', 'discount_type', (record) => plain(record.discountType)),
  number('charge', 'charge', (record) => record.charge),
]

/** The columns of 宛先毎検索 and 呼指定宛先毎検索, in their order (spec section 2). */
const destinationColumns: UsageColumn<DestinationRecord>[] = [
  ...sharedColumns,
  text('paperMode', 'paper_mode', (record) => record.paperMode),
  number('sentPagesOfDestination', 'sent_pages', (record) => record.sentPages),
  number('billedPagesOfDestination', 'billed_pages', (record) => record.billedPages),
  text('callType', 'call_type', (record) => plain(record.callType)),
  number('charge', 'charge', (record) => record.charge),
]

/** The columns of a result, by what a row of it is. */
export function columnsOf(kind: UsageKind): UsageColumn<UsageRecord>[] {
  return (kind === 'call' ? callColumns : destinationColumns) as UsageColumn<UsageRecord>[]
}
