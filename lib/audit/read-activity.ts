import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { readAddress } from '@/lib/http/client-address'
import { japanInstant } from '@/lib/time/japan-time'
import { formatActivityCursor, type ActivityCursor, type ActivityKey } from './activity-cursor'
import type { ActivityFilter } from './activity-filter'
import { kindsOf } from './activity-kinds'

/**
 * Who did something, as the customer sees it. `unverified`: a sign-in that had not gone through, which may have
 * been anybody's; `administrator`: another one of the contract; `key`: a program with a key.
 */
export type ActivityActor = 'self' | 'unverified' | 'administrator' | 'key' | 'operator' | 'system'

/** One event of an account. Who of the operators did it, and their reasons, are not the customer's to see. */
export interface ActivityRecord {
  id: bigint
  at: Date
  /** One of `eventKinds`, or one that a newer version has written. */
  kind: string
  actor: ActivityActor
  /** The name of the key, where it was one. */
  keyName?: string
  sourceAddress: string | null
  userAgent: string | null
  detail: Record<string, unknown>
}

/** One page of an account's events, newest first. */
export interface ActivityPage {
  records: ActivityRecord[]
  /** Events that the filter lets through, on all pages. */
  total: number
  /** Events of the result that stand before this page. */
  recordsBefore: number
  /** The cursors of BACK and NEXT, where there is such a page. */
  back?: string
  next?: string
}

/** Events on one page. */
const pageRecords = 50

/** Events that one CSV holds. */
export const activityCsvRecordsMax = 10_000

type User = Pick<AccountUser, 'accountId' | 'userId'>

/**
 * Reads one page of the user's own events. An event's place is found by its key, so that events of one time are
 * neither lost nor doubled between pages, and new ones move nothing.
 * @returns undefined where the cursor names no page.
 */
export async function readActivityPage(
  user: User,
  filter: ActivityFilter,
  cursor: ActivityCursor | undefined,
): Promise<ActivityPage | undefined> {
  const scope = scopeOf(user, filter)
  const isBack = cursor?.direction === 'before'
  const [total, recordsOnThatSide, events] = await Promise.all([
    getPrisma().securityEvent.count({ where: scope }),
    cursor ? countNewer(scope, cursor) : 0,
    findEvents(user, scope, cursor, pageRecords + 1),
  ])
  const hasMore = events.length > pageRecords
  const records = events.slice(0, pageRecords)
  if (isBack) records.reverse()
  const [first, last] = [records[0], records.at(-1)]
  if (cursor && !first) return undefined

  const recordsBefore = isBack ? recordsOnThatSide - records.length : recordsOnThatSide
  return {
    records,
    total,
    recordsBefore,
    back: recordsBefore > 0 && first ? formatActivityCursor({ direction: 'before', key: first }) : undefined,
    next: (isBack || hasMore) && last ? formatActivityCursor({ direction: 'after', key: last }) : undefined,
  }
}

/**
 * Reads all of the user's own events that a filter lets through, newest first, for a file.
 * @returns undefined where there are more than `activityCsvRecordsMax`: a part would look whole.
 */
export async function readAllActivity(
  user: User,
  filter: ActivityFilter,
): Promise<ActivityRecord[] | undefined> {
  const records = await findEvents(user, scopeOf(user, filter), undefined, activityCsvRecordsMax + 1)
  return records.length > activityCsvRecordsMax ? undefined : records
}

function scopeOf({ accountId }: User, { from, to, kind }: ActivityFilter) {
  const own = { accountId, at: { gte: japanInstant(from, 0), lt: japanInstant(to, 24) } }
  return kind === 'all' ? own : { ...own, kind: { in: kindsOf(kind) } }
}

type Scope = ReturnType<typeof scopeOf>

/** Events up to and including the cursor's (NEXT), or those before it (BACK). */
function countNewer(scope: Scope, { direction, key }: ActivityCursor): Promise<number> {
  const where = { AND: [scope, beside(key, 'gt', direction === 'after')] }
  return getPrisma().securityEvent.count({ where })
}

async function findEvents(
  user: User,
  scope: Scope,
  cursor: ActivityCursor | undefined,
  take: number,
): Promise<ActivityRecord[]> {
  const isBack = cursor?.direction === 'before'
  const order = isBack ? 'asc' : 'desc'
  const events = await getPrisma().securityEvent.findMany({
    where: cursor ? { AND: [scope, beside(cursor.key, isBack ? 'gt' : 'lt', false)] } : scope,
    orderBy: [{ at: order }, { id: order }],
    take,
    omit: { accountId: true, contractNumber: true },
  })
  return events.map(({ actor, detail, sourceAddress, ...event }) => ({
    ...event,
    // Older rows have it as the connection gave it, e.g. `::ffff:192.0.2.1`.
    sourceAddress: sourceAddress && (readAddress(sourceAddress) ?? sourceAddress),
    ...actorOf(user, event.kind, actor),
    detail: detail as Record<string, unknown>,
  }))
}

/** The condition of lying on one side of a key. The first line bounds the index scan. */
function beside({ at, id }: ActivityKey, side: 'lt' | 'gt', inclusive: boolean) {
  return {
    at: { [`${side}e`]: at },
    OR: [{ at: { [side]: at } }, { id: { [inclusive ? `${side}e` : side]: id } }],
  }
}

const unverifiedKinds = ['signInFailure', 'lock', 'otpSent', 'otpNotSent']

const keyActor = 'key:'

function actorOf({ userId }: User, kind: string, actor: string): Pick<ActivityRecord, 'actor' | 'keyName'> {
  if (actor.startsWith('operator:')) return { actor: 'operator' }
  if (actor.startsWith(keyActor)) return { actor: 'key', keyName: actor.slice(keyActor.length) }
  if (!actor.startsWith('user:')) return { actor: 'system' }
  if (actor !== `user:${userId}`) return { actor: 'administrator' }
  return { actor: unverifiedKinds.includes(kind) ? 'unverified' : 'self' }
}
