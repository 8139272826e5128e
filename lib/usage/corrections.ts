import { getPrisma } from '@/lib/db/prisma'
import {
  addJapanDays,
  databaseDay,
  dateOfDatabaseDay,
  japanDateOf,
  type JapanDate,
} from '@/lib/time/japan-time'
import { isOther, readBrought } from './brought'
import { periodInstants, type UsagePeriod } from './period'
import type { UsageKind } from './search'

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
 * Whether data of a search was loaded after a line of the import log, again or for the first time: what was read
 * of it then may no longer be what is stored. A day of the period counts. By destination a day before it counts where
 * destinations of the contract were dialled so late that they lie in the period, or may have lain there: the import log
 * has what a day came to, and not when it was dialled, so that any change of the contract's destinations counts.
 * @returns the latest such load; undefined when what was read still stands.
 */
export async function correctedSince(
  contractNumber: string,
  search: UsagePeriod & { by: UsageKind },
  importId: bigint,
): Promise<Correction | undefined> {
  const { startDate, endDate, by } = search
  // A call lies on its own day.
  const firstDate = by === 'call' ? startDate : addJapanDays(startDate, -lateDaysMax)
  const loads = await getPrisma().usageImport.findMany({
    where: { id: { gt: importId }, usageDate: { gte: databaseDay(firstDate), lte: databaseDay(endDate) } },
    orderBy: { id: 'desc' },
    select: { id: true, usageDate: true, importedAt: true },
  })
  const newestOf = new Map<JapanDate, bigint>()
  for (const { id, usageDate } of loads.toReversed()) newestOf.set(dateOfDatabaseDay(usageDate), id)
  const earlier = new Map([...newestOf].filter(([date]) => date < startDate))
  const counted = new Set([
    ...(await datesOfLateHours(contractNumber, search, [...earlier.keys()])),
    ...(await datesOfOtherDestinations(contractNumber, earlier, importId)),
  ])
  return loads.map(correctionOf).find(({ date }) => date >= startDate || counted.has(date))
}

const correctionOf = ({ usageDate, importedAt }: { usageDate: Date; importedAt: Date }): Correction => ({
  date: dateOfDatabaseDay(usageDate),
  correctedAt: importedAt,
})

/** Which of some days have records of a contract in a period that begins later. */
async function datesOfLateHours(
  contractNumber: string,
  period: UsagePeriod,
  dates: JapanDate[],
): Promise<JapanDate[]> {
  if (dates.length === 0) return []
  const { from, until } = periodInstants(period)
  const days = await getPrisma().usageHour.groupBy({
    by: ['usageDate'],
    where: { contractNumber, usageDate: { in: dates.map(databaseDay) }, hourAt: { gte: from, lt: until } },
  })
  return days.map(({ usageDate }) => dateOfDatabaseDay(usageDate))
}

/**
 * Which of some days had destinations of a contract up to a line of the import log, and have others since.
 * @param newestOf the newest load of each of them.
 */
async function datesOfOtherDestinations(
  contractNumber: string,
  newestOf: ReadonlyMap<JapanDate, bigint>,
  importId: bigint,
): Promise<JapanDate[]> {
  if (newestOf.size === 0) return []
  const db = getPrisma()
  const days = await db.usageImport.groupBy({
    by: ['usageDate'],
    where: { usageDate: { in: [...newestOf.keys()].map(databaseDay) }, id: { lte: importId } },
    _max: { id: true },
  })
  const replaced = days.map(({ usageDate, _max }) => {
    const date = dateOfDatabaseDay(usageDate)
    return { date, before: _max.id!, after: newestOf.get(date)! }
  })
  const loads = replaced.flatMap(({ before, after }) => [before, after])
  const brought = await readBrought(contractNumber, loads, db)
  return replaced.flatMap(({ date, before, after }) => {
    const earlier = brought.get(before)?.destination
    const isReplaced = earlier && earlier.records > 0 && isOther(earlier, brought.get(after)?.destination)
    return isReplaced ? [date] : []
  })
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
    where: { usageDate: databaseDay(date), id: { gt: importId } },
    orderBy: { id: 'desc' },
    select: { importedAt: true },
  })
  return load ? { date, correctedAt: load.importedAt } : undefined
}

/** The latest correction of a day that had been loaded before, of the last 31 days; undefined where there is none. */
export async function latestCorrection(now: Date): Promise<Correction | undefined> {
  const news = await getPrisma().usageImport.findMany({
    where: { importedAt: { gt: new Date(now.getTime() - newsDays * millisecondsPerDay) } },
    orderBy: { id: 'desc' },
    select: { id: true, usageDate: true, importedAt: true },
  })
  const firstLoads = await getPrisma().usageImport.groupBy({
    by: ['usageDate'],
    where: { usageDate: { in: news.map(({ usageDate }) => usageDate) } },
    _min: { id: true },
  })
  const firstIdOf = new Map(firstLoads.map(({ usageDate, _min }) => [usageDate.getTime(), _min.id!]))
  const correction = news.find(({ id, usageDate }) => firstIdOf.get(usageDate.getTime())! < id)
  return correction && correctionOf(correction)
}
