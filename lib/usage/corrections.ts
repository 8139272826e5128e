import { getPool } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { japanDateOf, type JapanDate } from '@/lib/time/japan-time'
import { periodInstants, type UsagePeriod } from './period'

/** A day whose data was replaced after it had been loaded. */
export interface Correction {
  date: JapanDate
  correctedAt: Date
}

/** A correction older than this is no news any more. */
const newsDays = 31
/** An import refuses what was dialled longer after its call's day. */
const lateDaysMax = 31
const millisecondsPerDay = 86_400_000

/**
 * Whether data of a period was loaded after a line of the import log, again or for the first time: what was read
 * of it then may no longer be what is stored. A day counts when it lies in the period, and when destinations of it were dialled
 * so late that they lie there.
 * @returns the latest such load; undefined when what was read still stands.
 */
export async function correctedSince(period: UsagePeriod, importId: bigint): Promise<Correction | undefined> {
  const { from, until } = periodInstants(period)
  // Totals are looked up by the day of a load, of which few come after an instant; hours are of every contract.
  const { rows } = await getPool().query<Correction>({
    name: 'usage-corrected-since',
    text: `SELECT to_char(usage_date, 'YYYY-MM-DD') AS date, imported_at AS "correctedAt"
           FROM usage_import AS load
           WHERE import_id > $1 AND usage_date BETWEEN $2::date - ${lateDaysMax} AND $3::date
             AND (usage_date >= $2::date OR EXISTS (
               SELECT FROM usage_hour AS late
               WHERE late.usage_date = load.usage_date AND hour_at >= $4 AND hour_at < $5 OFFSET 0))
           ORDER BY import_id DESC LIMIT 1`,
    values: [importId, period.startDate, period.endDate, from, until],
  })
  return rows[0]
}

/**
 * Whether the day of a call was loaded after a line of the import log: all of its destinations came with that day,
 * however late they were dialled.
 * @returns see `correctedSince`.
 */
export async function callCorrectedSince(
  { calledAt }: { calledAt: Date },
  importId: bigint,
): Promise<Correction | undefined> {
  const date = japanDateOf(calledAt)
  const load = await getPrisma().usageImport.findFirst({
    where: { usageDate: new Date(date), id: { gt: importId } },
    orderBy: { id: 'desc' },
    select: { importedAt: true },
  })
  return load ? { date, correctedAt: load.importedAt } : undefined
}

/** The latest correction of a day that had been loaded before, of the last 31 days; undefined where there is none. */
export async function latestCorrection(now: Date): Promise<Correction | undefined> {
  const { rows } = await getPool().query<Correction>({
    name: 'usage-latest-correction',
    text: `SELECT to_char(usage_date, 'YYYY-MM-DD') AS date, imported_at AS "correctedAt"
           FROM usage_import AS load
           WHERE imported_at > $1
             AND EXISTS (SELECT FROM usage_import AS earlier
                         WHERE earlier.usage_date = load.usage_date AND earlier.import_id < load.import_id)
           ORDER BY import_id DESC LIMIT 1`,
    values: [new Date(now.getTime() - newsDays * millisecondsPerDay)],
  })
  return rows[0]
}
