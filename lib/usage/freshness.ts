import { getPool } from '@/lib/db/pool'
import { addJapanDays, japanDateOf, type JapanDate } from '@/lib/time/japan-time'

/** A day missing for longer than this no longer holds back what is called complete. */
const watchedDays = 62

/**
 * Up to which day data has been loaded without a gap. A day that is not over is not whole, though some be loaded.
 * @returns the last day before the first one missing of the last two months; where nothing was loaded in
 *   those, the last day loaded at all; undefined where there is none.
 */
export async function completeUntil(now: Date): Promise<JapanDate | undefined> {
  const today = japanDateOf(now)
  const { rows } = await getPool().query<{ day: string | null }>({
    name: 'usage-complete-until',
    text: `WITH recent AS (
             SELECT usage_date, usage_date - (row_number() OVER (ORDER BY usage_date))::int AS run
             FROM (SELECT DISTINCT usage_date FROM usage_import WHERE usage_date >= $1 AND usage_date < $2) AS days
           )
           SELECT to_char(coalesce(
             (SELECT max(usage_date) FROM recent GROUP BY run ORDER BY run LIMIT 1),
             (SELECT max(usage_date) FROM usage_import WHERE usage_date < $2)
           ), 'YYYY-MM-DD') AS day`,
    values: [addJapanDays(today, -watchedDays), today],
  })
  return rows[0]?.day ?? undefined
}
