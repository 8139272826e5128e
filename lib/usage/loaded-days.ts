import { Prisma } from '@/lib/db/generated/client'
import { getPool } from '@/lib/db/pool'
import { prepared } from '@/lib/db/statement'
import { addJapanDays, japanDateOf, type JapanDate } from '@/lib/time/japan-time'

/** Of which days usage is there. */
export interface LoadedDays {
  /**
   * Up to which day data has been loaded without a gap: the last day before the first one missing of the last two
   * months; where nothing was loaded in those, the last day loaded at all. Absent where there is none.
   */
  completeUntil?: JapanDate
  /** The first day of which usage is kept; absent where nothing was ever purged. */
  retainedFrom?: JapanDate
}

/** A day missing for longer than this no longer holds back what is called complete. */
const watchedDays = 62

/** The row of `loadedDaysSql`. */
export type LoadedDaysRow = Record<keyof LoadedDays, JapanDate | null>

/** The statement that tells of which days usage is there, in one row that `daysOf` reads. */
export function loadedDaysSql(now: Date): Prisma.Sql {
  const today = japanDateOf(now)
  return Prisma.sql`
    WITH recent AS (
      SELECT usage_date, usage_date - (row_number() OVER (ORDER BY usage_date))::int AS run
      FROM (
        SELECT DISTINCT usage_date FROM usage_import
        WHERE usage_date >= ${addJapanDays(today, -watchedDays)}::date AND usage_date < ${today}::date
      ) AS days
    )
    SELECT to_char(coalesce(
             (SELECT max(usage_date) FROM recent GROUP BY run ORDER BY run LIMIT 1),
             (SELECT max(usage_date) FROM usage_import WHERE usage_date < ${today}::date)
           ), 'YYYY-MM-DD') AS "completeUntil",
           (SELECT to_char(max(purged_before), 'YYYY-MM-DD') FROM usage_purge) AS "retainedFrom"`
}

export const daysOf = ({ completeUntil, retainedFrom }: LoadedDaysRow): LoadedDays => ({
  completeUntil: completeUntil ?? undefined,
  retainedFrom: retainedFrom ?? undefined,
})

/** Tells of which days usage is there. A day that is not over is not whole, though some be loaded. */
export async function loadedDays(now: Date): Promise<LoadedDays> {
  const { rows } = await getPool().query<LoadedDaysRow>(prepared(loadedDaysSql(now)))
  return daysOf(rows[0]!)
}
