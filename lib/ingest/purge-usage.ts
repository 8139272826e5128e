import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseError, escapeIdentifier } from 'pg'
import type { Client, ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { databaseFailure } from './database-failure'
import { inJapanTime } from './in-japan-time'
import { PortalError } from '@/lib/errors'
import { takeLoadLock } from './load-lock'
import { connectLoader } from './loader-connection'

/** What a purge takes away. */
export interface PurgePlan {
  /** First days of the months that are dropped. */
  months: JapanDate[]
  calls: number
  destinations: number
}

/** In the order in which they are locked: calls, then what hangs on them. */
const parents = ['usage_call', 'usage_destination', 'usage_hour', 'usage_caller_day']

/**
 * Dropping a partition waits for every search under way, and every search that comes waits behind it. So it gives
 * up soon, lets them pass, and tries again.
 */
const lockTimeoutMilliseconds = 300
const pauseMilliseconds = 1_000
const triesMax = 60
const lockNotAvailable = '55P03'

/**
 * The first day of the months that are kept; undefined where nothing was ever purged. SQL on the connection of the
 * load or purge that must know it under its lock.
 */
export async function readRetainedFrom(client: Pick<ClientBase, 'query'>): Promise<JapanDate | undefined> {
  const { rows } = await client.query<{ before: JapanDate | null }>(
    "SELECT to_char(max(purged_before), 'YYYY-MM-DD') AS before FROM usage_purge",
  )
  return rows[0]?.before ?? undefined
}

/**
 * What a purge of the months before `before` would drop. SQL, since the months are partitions.
 * @param client the purge's own, so that what it drops is what it counted; or the pool, for a question beforehand.
 * @throws PortalError where that has been purged already.
 */
export async function planPurge(client: Pick<ClientBase, 'query'>, before: JapanDate): Promise<PurgePlan> {
  const purged = await readRetainedFrom(client)
  if (purged !== undefined && purged >= before)
    throw new PortalError({ code: 'purgedAlready', before: purged })
  const { rows: months } = await client.query<{ month: JapanDate }>(
    `SELECT DISTINCT to_char(to_date(right(relname, 6), 'YYYYMM'), 'YYYY-MM-DD') AS month
     FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = ANY ($1::regclass[]) AND relname ~ '_[0-9]{6}$'
       AND to_date(right(relname, 6), 'YYYYMM') < $2::date
     ORDER BY month`,
    [parents, before],
  )
  const { rows: totals } = await client.query<{ calls: number; destinations: number }>(
    `SELECT coalesce(sum(records) FILTER (WHERE kind = 'call'), 0)::float8 AS calls,
            coalesce(sum(records) FILTER (WHERE kind = 'destination'), 0)::float8 AS destinations
     FROM usage_hour WHERE hour_at < $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'`,
    [before],
  )
  return { months: months.map(({ month }) => month), ...totals[0]! }
}

/**
 * Drops every month before `before`, records and totals, in one transaction, and remembers it: searches
 * and imports of that time can say so from then on. A destination that was dialled after the end of the last of
 * those months stays with its own month; the import log stays whole.
 * @param before the first day of a month.
 * @throws PortalError where it has been purged already, or where readers never let it in.
 */
export async function purgeUsage(
  before: JapanDate,
  purgedBy: string,
  onWait: () => void = () => {},
  onInterrupt: (abort: () => void) => void = () => {},
): Promise<PurgePlan> {
  const { client, destroy, close } = await connectLoader()
  onInterrupt(destroy)
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inJapanTime(client, () => purge(client, before, purgedBy, onWait))
      } catch (error) {
        if (!(error instanceof DatabaseError) || error.code !== lockNotAvailable) throw error
        if (attempt === triesMax) throw new PortalError({ code: 'purgeBusy' }, { cause: error })
        if (attempt === 1) onWait()
        await pause(pauseMilliseconds)
      }
    }
  } catch (error) {
    throw databaseFailure(error) ?? error
  } finally {
    await close().catch(() => undefined)
  }
}

/** SQL on the connection of the purge: partitions are dropped under its lock, and its row commits with that. */
async function purge(
  client: Client,
  before: JapanDate,
  purgedBy: string,
  onWait: () => void,
): Promise<PurgePlan> {
  await takeLoadLock(client, onWait)
  const plan = await planPurge(client, before)
  await client.query(`SET LOCAL lock_timeout TO '${lockTimeoutMilliseconds}ms'`)
  for (const parent of parents) {
    const names = plan.months.map((month) =>
      escapeIdentifier(`${parent}_${month.slice(0, 4)}${month.slice(5, 7)}`),
    )
    if (names.length === 0) continue
    // The parent first, as searches take them: in the other order the two would wait for each other.
    await client.query(`LOCK TABLE ONLY ${parent} IN ACCESS EXCLUSIVE MODE`)
    await client.query(`DROP TABLE IF EXISTS ${names.map((name) => `usage_partition.${name}`).join(', ')}`)
  }
  await client.query('DELETE FROM usage_caller_month WHERE month < $1::date', [before])
  await client.query(
    `INSERT INTO usage_purge (purged_before, call_records, destination_records, purged_by)
     VALUES ($1::date, $2, $3, $4)`,
    [before, plan.calls, plan.destinations, purgedBy],
  )
  return plan
}
