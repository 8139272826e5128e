import { getPrisma } from '@/lib/db/prisma'
import {
  addJapanDays,
  databaseDay,
  dateOfDatabaseDay,
  japanDateOf,
  type JapanDate,
} from '@/lib/time/japan-time'
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
 * of it then may no longer be what is stored. A day counts when it lies in the period, and when destinations of the
 * contract on it were dialled so late that they lie there.
 * @returns the latest such load; undefined when what was read still stands.
 */
export async function correctedSince(
  contractNumber: string,
  period: UsagePeriod,
  importId: bigint,
): Promise<Correction | undefined> {
  const { startDate, endDate } = period
  const loads = await getPrisma().usageImport.findMany({
    where: {
      id: { gt: importId },
      usageDate: { gte: databaseDay(addJapanDays(startDate, -lateDaysMax)), lte: databaseDay(endDate) },
    },
    orderBy: { id: 'desc' },
    select: { usageDate: true, importedAt: true },
  })
  const corrections = loads.map(correctionOf)
  const lateDates = await datesOfLateHours(
    contractNumber,
    period,
    corrections.map(({ date }) => date).filter((date) => date < startDate),
  )
  return corrections.find(({ date }) => date >= startDate || lateDates.includes(date))
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
