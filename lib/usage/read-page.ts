import { Prisma } from '@/lib/db/generated/client'
import { columnsOf } from './columns'
import { keyColumns, type UsageCursor, type UsageKey } from './cursor'
import { pageRecords, screenRecordsMax } from './limits'
import type { UsageKind } from './search'

/** A record as the screen shows it. */
export interface UsageRecord {
  key: UsageKey
  /** A text for each of the columns (`columnsOf`); empty where the record has no value. */
  cells: string[]
}

/** One page of a result on screen. */
export interface UsagePage {
  records: UsageRecord[]
  /** Records of the result that stand before this page, at most `screenRecordsMax`. */
  recordsBefore: number
  /** BACK and NEXT, where there is such a page within the first `screenRecordsMax` records. */
  back?: UsageCursor
  next?: UsageCursor
}

/** The records that a user's result is made of: of a period, of one call, or of both. */
export interface UsageScope {
  contractNumber: string
  kind: UsageKind
  /** `from` is included, `until` is not. */
  period?: { from: Date; until: Date }
  callId?: bigint
}

/** The row of `pageSql`. */
export interface PageRow {
  /** Up to the cursor, itself included for NEXT; no more are counted than tell that it is beyond the screen. */
  recordsBesideCursor: number
  /** Those of the page and one more if there is one, from the cursor on; null where there are none. */
  records: RecordJson[] | null
}

/** A record as the database tells it: 発信日時 in seconds, its numbers, its cells. */
type RecordJson = [
  epochSeconds: number,
  callId: string,
  destinationNo: number | null,
  ...cells: (string | null)[],
]

const recordSql = (kind: UsageKind) => {
  const destinationNo = kind === 'destination' ? 'destination_no' : 'NULL'
  const cells = columnsOf(kind).map(({ isNumber, sql }) => (isNumber ? `${sql}::text` : sql))
  const values = ['extract(epoch FROM called_at)::bigint', 'call_id::text', destinationNo, ...cells]
  return Prisma.raw(`json_build_array(${values.join(', ')})`)
}

/** What is the same in each statement over the records of a kind. */
const fragmentsOf = (kind: UsageKind) => ({
  table: Prisma.raw(`usage_${kind}`),
  key: Prisma.raw(`(${keyColumns[kind].join(', ')})`),
  order: Prisma.raw(keyColumns[kind].join(', ')),
  orderBack: Prisma.raw(keyColumns[kind].map((column) => `${column} DESC`).join(', ')),
  record: recordSql(kind),
})
const fragments = { call: fragmentsOf('call'), destination: fragmentsOf('destination') }

const foundMax = Prisma.raw(String(pageRecords + 1))
const countedMax = Prisma.raw(String(screenRecordsMax + pageRecords))

/**
 * The statement that reads the page of a scope that a cursor names, ordered by 発信日時, then record number; its one
 * row is a `PageRow`, which `usagePage` reads.
 *
 * A record's place is found by its key, never by an offset, so that rows with one time are neither lost nor doubled
 * between pages.
 */
export function pageSql(scope: UsageScope, cursor: UsageCursor | undefined): Prisma.Sql {
  const { table, key, order, orderBack, record } = fragments[scope.kind]
  if (!cursor)
    return Prisma.sql`SELECT 0 AS "recordsBesideCursor", (
      SELECT json_agg(${record} ORDER BY ${order}) FROM (
        SELECT * FROM ${table} WHERE ${conditions(scope)} ORDER BY ${order} LIMIT ${foundMax}
      ) AS found
    ) AS records`

  const isBack = cursor.direction === 'before'
  const foundOrder = isBack ? orderBack : order
  const place = keySql(cursor.key)
  const before = Prisma.sql`${conditions(scope, { until: cursor.key })}
    AND ${key} ${Prisma.raw(isBack ? '<' : '<=')} ${place}`
  const wanted = isBack
    ? before
    : Prisma.sql`${conditions(scope, { from: cursor.key })} AND ${key} > ${place}`
  return Prisma.sql`SELECT (
    SELECT count(*)::int FROM (
      SELECT FROM ${table} WHERE ${before} ORDER BY ${order} LIMIT ${countedMax}
    ) AS counted
  ) AS "recordsBesideCursor", (
    SELECT json_agg(${record} ORDER BY ${foundOrder}) FROM (
      SELECT * FROM ${table} WHERE ${wanted} ORDER BY ${foundOrder} LIMIT ${foundMax}
    ) AS found
  ) AS records`
}

/**
 * The conditions of a scope, on one side of a key: the key's time takes the place of that end of the period. Beside
 * it, the scan of an index would begin at the period's end, however far from the key that is.
 */
function conditions(
  { contractNumber, period, callId }: UsageScope,
  key: { from?: UsageKey; until?: UsageKey } = {},
): Prisma.Sql {
  const of = [Prisma.sql`contract_number = ${contractNumber}`]
  if (callId !== undefined) of.push(Prisma.sql`call_id = ${callId}`)
  const from = later(period?.from, key.from?.calledAt)
  if (from) of.push(Prisma.sql`called_at >= ${from}`)
  if (key.until && !(period && key.until.calledAt >= period.until))
    of.push(Prisma.sql`called_at <= ${key.until.calledAt}`)
  else if (period) of.push(Prisma.sql`called_at < ${period.until}`)
  return Prisma.join(of, ' AND ')
}

const later = (one: Date | undefined, other: Date | undefined) =>
  one && other && one > other ? one : (other ?? one)

const keySql = ({ calledAt, callId, destinationNo }: UsageKey) =>
  destinationNo === undefined
    ? Prisma.sql`(${calledAt}::timestamptz, ${callId}::bigint)`
    : Prisma.sql`(${calledAt}::timestamptz, ${callId}::bigint, ${destinationNo}::int)`

/**
 * The page that a row of `pageSql` tells of.
 * @returns undefined where the cursor names no page among the records that a screen shows.
 */
export function usagePage(
  { recordsBesideCursor, records: foundRecords }: PageRow,
  cursor: UsageCursor | undefined,
): UsagePage | undefined {
  const isBack = cursor?.direction === 'before'
  const hasMore = (foundRecords?.length ?? 0) > pageRecords
  const records = (foundRecords ?? []).slice(0, pageRecords).map(usageRecord)
  if (isBack) records.reverse()

  const recordsBefore = isBack ? recordsBesideCursor - records.length : recordsBesideCursor
  if (recordsBefore >= screenRecordsMax || (cursor && records.length === 0)) return undefined
  const shown = records.slice(0, screenRecordsMax - recordsBefore)
  const isFollowed = (isBack || hasMore) && recordsBefore + shown.length < screenRecordsMax
  const last = shown.at(-1)
  return {
    records: shown,
    recordsBefore,
    back: recordsBefore > 0 && shown[0] ? { direction: 'before', key: shown[0].key } : undefined,
    next: isFollowed && last ? { direction: 'after', key: last.key } : undefined,
  }
}

function usageRecord([epochSeconds, callId, destinationNo, ...cells]: RecordJson): UsageRecord {
  return {
    key: {
      calledAt: new Date(epochSeconds * 1_000),
      callId: BigInt(callId),
      destinationNo: destinationNo ?? undefined,
    },
    cells: cells.map((cell) => cell ?? ''),
  }
}
