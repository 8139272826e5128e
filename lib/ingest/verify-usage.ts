import type { Client } from 'pg'
import { getPrisma } from '@/lib/db/prisma'
import { firstDayOf, japanMonthOf, type JapanMonth } from '@/lib/time/japan-month'
import { addJapanDays, databaseDay, dateOfDatabaseDay, type JapanDate } from '@/lib/time/japan-time'
import { databaseFailure } from './database-failure'
import { inJapanTime } from './in-japan-time'
import { takeLoadLock } from './load-lock'
import { connectLoader } from './loader-connection'
import { readRetainedFrom } from './purge-usage'
import { totalDay, totalsOfDay } from './total-day'
import { totalMonth } from './total-month'
import { dialledWithinDays } from './usage-file'
import { verifyDay, verifyMonth, type Difference } from './verify-day'

interface Verification {
  /** Both included; where absent, from the first or to the last day of which anything is known. */
  from?: JapanDate
  to?: JapanDate
  /** Whether kept totals that differ are made again from the stored records. */
  repair?: boolean
}

export interface Verified {
  days: number
  /** What differs, after the repair where one was asked for. */
  differences: Difference[]
  /** The days whose totals were made again. */
  repaired: JapanDate[]
  /** The months whose totals by 発信番号 were made again. */
  repairedMonths: JapanMonth[]
  /** Days whose load has no checksum: a changed text, or a time changed within its hour, is not found there. */
  daysWithoutChecksum: number
}

interface VerifyProgress {
  /** Day by day: which one, counted from 0, of how many. */
  verifying: (date: JapanDate, index: number, days: number) => void
  waiting: () => void
}

/**
 * Do the stored records, the totals and the import log agree, per contract and day (spec section 8)?
 * Each day is looked at in one moment of the data. The import log is never rewritten: it says what came in.
 * @throws PortalError where the database goes away.
 */
export async function verifyUsage(
  { from, to, repair = false }: Verification,
  progress: VerifyProgress,
  onInterrupt: (abort: () => void) => void = () => {},
): Promise<Verified> {
  const { client, destroy, close } = await connectLoader()
  onInterrupt(destroy)
  try {
    const before = await readRetainedFrom(client)
    const days = await knownDays(client, from, to)
    const verified: Verified = {
      days: days.length,
      differences: [],
      repaired: [],
      repairedMonths: [],
      daysWithoutChecksum: 0,
    }
    const logged = days.filter((date) => before === undefined || date >= before)
    verified.daysWithoutChecksum = await countWithoutChecksum(logged)
    for (const [index, date] of days.entries()) {
      progress.verifying(date, index, days.length)
      // Of a month that was purged only what was dialled after its end is left, and the totals tell of that alone.
      const isLogged = logged.includes(date)
      let differences = await inJapanTime(client, async () => {
        await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
        return verifyDay(client, date, { isLogged })
      })
      if (repair && differences.some(({ against }) => against === 'hours' || against === 'callers')) {
        differences = await repairDay(client, date, isLogged, progress.waiting)
        verified.repaired.push(date)
      }
      verified.differences.push(...differences)
    }
    for (const month of await knownMonths(days)) {
      let differences = await verifyMonth(client, month)
      if (repair && differences.length > 0) {
        differences = await repairMonth(client, month, progress.waiting)
        verified.repairedMonths.push(japanMonthOf(month))
      }
      verified.differences.push(...differences)
    }
    return verified
  } catch (error) {
    throw databaseFailure(error) ?? error
  } finally {
    await close().catch(() => undefined)
  }
}

/** SQL on the connection of the repair: the new totals commit together, under the lock of loads. */
function repairDay(
  client: Client,
  date: JapanDate,
  isLogged: boolean,
  onWait: () => void,
): Promise<Difference[]> {
  return inJapanTime(client, async () => {
    await takeLoadLock(client, onWait)
    for (const { table } of Object.values(totalsOfDay))
      await client.query(`DELETE FROM ${table} WHERE usage_date = $1::date`, [date])
    await totalDay(client, date)
    return verifyDay(client, date, { isLogged })
  })
}

/** SQL on the connection of the repair, as above. */
function repairMonth(client: Client, month: JapanDate, onWait: () => void): Promise<Difference[]> {
  return inJapanTime(client, async () => {
    await takeLoadLock(client, onWait)
    await totalMonth(client, month)
    return verifyMonth(client, month)
  })
}

/** The first days of the months that some days are of, or that have totals from the first of the days on. */
async function knownMonths(days: readonly JapanDate[]): Promise<JapanDate[]> {
  const monthOf = (date: JapanDate) => firstDayOf(japanMonthOf(date))
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  // What the last days have dialled late is in a later month, of which there may be no day.
  const until = monthOf(addJapanDays(last, dialledWithinDays))
  const kept = await getPrisma().usageCallerMonth.groupBy({
    by: ['month'],
    where: { month: { gte: databaseDay(monthOf(first)), lte: databaseDay(until) } },
  })
  return [...new Set([...days.map(monthOf), ...kept.map(({ month }) => dateOfDatabaseDay(month))])].sort()
}

/** Of some days, how many have their records from a load that was made before checksums were kept. */
async function countWithoutChecksum(dates: readonly JapanDate[]): Promise<number> {
  const withoutChecksum = { OR: [{ callChecksum: null }, { destinationChecksum: null }] }
  const standing = await getPrisma().usageImport.findMany({
    where: { usageDate: { in: dates.map(databaseDay) } },
    orderBy: [{ usageDate: 'asc' }, { id: 'desc' }],
    distinct: ['usageDate'],
    select: { _count: { select: { contracts: { where: withoutChecksum } } } },
  })
  return standing.filter(({ _count }) => _count.contracts > 0).length
}

/**
 * Every day of which there is a record, a total or a line in the import log. SQL: a day that has neither total nor line is
 * looked for in the records, month by month of the partitions.
 */
async function knownDays(client: Client, from?: JapanDate, to?: JapanDate): Promise<JapanDate[]> {
  const period = [from ?? '-infinity', to ?? 'infinity']
  const told = await daysOf(
    client,
    `SELECT usage_date AS day FROM usage_import WHERE usage_date BETWEEN $1 AND $2
     UNION SELECT usage_date FROM usage_hour WHERE usage_date BETWEEN $1 AND $2
     UNION SELECT usage_date FROM usage_caller_day WHERE usage_date BETWEEN $1 AND $2`,
    period,
  )
  const untold = await daysOf(
    client,
    `WITH month AS (
       SELECT to_date(right(relname, 6), 'YYYYMM') AS start FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
       WHERE inhparent = 'usage_call'::regclass AND relname ~ '_[0-9]{6}$'
     )
     SELECT day::date FROM month, generate_series(start, start + interval '1 month - 1 day', '1 day') AS day
     WHERE day::date BETWEEN $1 AND $2
     EXCEPT SELECT unnest($3::date[])`,
    [...period, told],
  )
  const withCalls = await daysOf(
    client,
    `SELECT DISTINCT day FROM unnest($1::date[]) AS day
     JOIN usage_call ON called_at >= day::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND called_at < (day + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'`,
    [untold],
  )
  const withDestinations = await daysOf(
    client,
    `SELECT DISTINCT day FROM unnest($1::date[]) AS day
     JOIN usage_destination ON usage_date = day AND called_at >= day::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND called_at < (day + 1 + ${dialledWithinDays})::timestamp AT TIME ZONE 'Asia/Tokyo'`,
    [untold],
  )
  return [...new Set([...told, ...withCalls, ...withDestinations])].sort()
}

/** SQL: the days of a query's column `day`. */
async function daysOf(client: Client, query: string, values: unknown[]): Promise<JapanDate[]> {
  const { rows } = await client.query<{ date: JapanDate }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS date FROM (${query}) AS days (day)`,
    values,
  )
  return rows.map(({ date }) => date)
}
