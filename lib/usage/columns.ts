import { formulaSafeSql } from './formula-safe'
import type { UsageKind } from './search'

/** A column of a result: `key` names its heading in the message catalogue (`usage.columns.<key>`). */
export interface UsageColumn {
  key: string
  /**
   * A quantity: it aligns to the right, and the screen separates its thousands. Identifiers are text, whatever they
   * look like, and stay as they came.
   */
  isNumber: boolean
  /** Of an amount in yen: on screen its heading says so. */
  isMoney?: true
  /** Its value: an expression over the row of its table, NULL where nothing is written. */
  sql: string
  /** The same as a file has it, safe to open in a spreadsheet. */
  fileSql: string
}

/** How an absent 着信番号 is written, on screen and in files. */
export const absentNumber = '-----'

const text = (key: string, sql: string): UsageColumn => ({
  ...{ key, isNumber: false, sql },
  fileSql: formulaSafeSql(sql),
})
const number = (key: string, sql: string): UsageColumn => ({ key, isNumber: true, sql, fileSql: sql })
const money = (key: string, sql: string): UsageColumn => ({ ...number(key, sql), isMoney: true })

const calledAtSql = `to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS')`

const sharedColumns: UsageColumn[] = [
  { key: 'calledAt', isNumber: false, sql: calledAtSql, fileSql: calledAtSql },
  text('communicationType', 'communication_type'),
  text('callerNumber', 'caller_number'),
  text('calleeNumber', `coalesce(callee_number, '${absentNumber}')`),
  text('area', 'area'),
]

/** The columns of a result, in their order (spec section 2), by what a row of it is. */
const columns: Record<UsageKind, UsageColumn[]> = {
  call: [
    ...sharedColumns,
    number('destinationCount', 'destination_count'),
    number('acceptedPages', 'accepted_pages'),
    number('sentPages', 'sent_pages'),
    number('billedPages', 'billed_pages'),
    text('discountType', 'discount_type'),
    money('charge', 'charge'),
  ],
  destination: [
    ...sharedColumns,
    text('paperMode', 'paper_mode'),
    number('sentPagesOfDestination', 'sent_pages'),
    number('billedPagesOfDestination', 'billed_pages'),
    text('callType', 'call_type'),
    money('charge', 'charge'),
  ],
}

/** The columns of a result: screen, files and help share them. */
export const columnsOf = (kind: UsageKind): readonly UsageColumn[] => columns[kind]
