import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import type { UsageRecord } from './columns'
import type { UsageCursor, UsageKey } from './cursor'
import { pageRecords, screenRecordsMax } from './limits'
import { periodInstants } from './period'
import type { UsageKind, UsageSearch } from './search'

/** One page of a result on screen. */
export interface UsagePage<Record = UsageRecord> {
  records: Record[]
  /** Records of the result that stand before this page, at most `screenRecordsMax`. */
  recordsBefore: number
  /** BACK and NEXT, where there is such a page within the first `screenRecordsMax` records. */
  back?: UsageCursor
  next?: UsageCursor
}

/** The conditions on a table of usage that a user's result is made of, as Prisma takes them. */
export interface UsageScope {
  contractNumber: string
  calledAt?: { gte: Date; lt: Date }
  callId?: bigint
}

/**
 * Reads one page of a search of the user's own contract, ordered by 発信日時, then record number.
 * @returns undefined where the cursor names no page among the records that a screen shows.
 */
export function readUsagePage(
  user: Pick<SignedInUser, 'contractNumber'>,
  search: UsageSearch,
): Promise<UsagePage | undefined> {
  const { from, until } = periodInstants(search)
  const scope = { contractNumber: user.contractNumber, calledAt: { gte: from, lt: until } }
  return readPage(scope, search.by, search.cursor)
}

/**
 * Reads the page of a scope that a cursor names. A record's place is found by its key, never by an offset, so
 * that rows with one time are neither lost nor doubled between pages.
 */
export async function readPage(
  scope: UsageScope,
  kind: UsageKind,
  cursor: UsageCursor | undefined,
): Promise<UsagePage | undefined> {
  const isBack = cursor?.direction === 'before'
  const [recordsOnThatSide, found] = await Promise.all([
    cursor ? countUpTo(scope, kind, cursor) : 0,
    findRecords(scope, kind, cursor, pageRecords + 1),
  ])
  const hasMore = found.length > pageRecords
  const records = found.slice(0, pageRecords)
  if (isBack) records.reverse()

  const recordsBefore = isBack ? recordsOnThatSide - records.length : recordsOnThatSide
  if (recordsBefore >= screenRecordsMax || (cursor && records.length === 0)) return undefined
  const shown = records.slice(0, screenRecordsMax - recordsBefore)
  const isFollowed = (isBack || hasMore) && recordsBefore + shown.length < screenRecordsMax
  const last = shown.at(-1)
  return {
    records: shown,
    recordsBefore,
    back: recordsBefore > 0 && shown[0] ? { direction: 'before', key: keyOf(shown[0]) } : undefined,
    next: isFollowed && last ? { direction: 'after', key: keyOf(last) } : undefined,
  }
}

function keyOf(record: UsageRecord): UsageKey {
  const { calledAt, callId } = record
  return 'destinationNo' in record
    ? { calledAt, callId, destinationNo: record.destinationNo }
    : { calledAt, callId }
}

/** Records up to and including the cursor's (NEXT) or before it (BACK); stops counting past the screen's limit. */
async function countUpTo(scope: UsageScope, kind: UsageKind, cursor: UsageCursor): Promise<number> {
  const where = { AND: [scope, beside(cursor.key, 'lt', cursor.direction === 'after')] }
  const take = screenRecordsMax + pageRecords
  return kind === 'call'
    ? getPrisma().usageCall.count({ where, take })
    : getPrisma().usageDestination.count({ where, take })
}

function findRecords(
  scope: UsageScope,
  kind: UsageKind,
  cursor: UsageCursor | undefined,
  take: number,
): Promise<UsageRecord[]> {
  const isBack = cursor?.direction === 'before'
  const where = cursor ? { AND: [scope, beside(cursor.key, isBack ? 'lt' : 'gt', false)] } : scope
  const order = isBack ? 'desc' : 'asc'
  return kind === 'call'
    ? getPrisma().usageCall.findMany({
        where,
        take,
        omit: { contractNumber: true },
        orderBy: [{ calledAt: order }, { callId: order }],
      })
    : getPrisma().usageDestination.findMany({
        where,
        take,
        omit: { contractNumber: true, usageDate: true },
        orderBy: [{ calledAt: order }, { callId: order }, { destinationNo: order }],
      })
}

/**
 * The condition of lying on one side of a key. The first line bounds the index scan; the second decides among
 * the rows that share the key's time.
 */
function beside({ calledAt, callId, destinationNo }: UsageKey, side: 'lt' | 'gt', inclusive: boolean) {
  const orEqual = inclusive ? (`${side}e` as const) : side
  const beyond =
    destinationNo === undefined
      ? [{ callId: { [orEqual]: callId } }]
      : [{ callId: { [side]: callId } }, { callId, destinationNo: { [orEqual]: destinationNo } }]
  return {
    calledAt: { [`${side}e`]: calledAt },
    OR: [{ calledAt: { [side]: calledAt } }, ...beyond],
  }
}
