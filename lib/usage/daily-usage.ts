import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import {
  addJapanMonths,
  japanDateOf,
  japanDays,
  japanInstant,
  startOfJapanMonth,
  type JapanDate,
} from '@/lib/time/japan-time'
import { loadedBetween, purgedBefore } from './loaded-days'
import { latestSearchableDate } from './period'

/** What one day of Japan came to, by call. */
export interface DayFigures {
  calls: number
  sentPages: bigint
  /** yen */
  charge: bigint
}

export interface DayUsage {
  date: JapanDate
  /** Absent where nothing is known of the day: that is something else than a day without calls. */
  figures?: DayFigures
  /** Nothing is known because its records are no longer kept; else because it has not been loaded yet. */
  isPurged?: true
}

/** The days of last month, and those of this month up to yesterday: none on the first of a month. */
export interface DailyUsage {
  lastMonth: { firstDay: JapanDate; days: DayUsage[] }
  thisMonth: { firstDay: JapanDate; days: DayUsage[] }
}

/**
 * What the user's own contract used on each day of last month and this (spec section 4), from the hourly totals
 * that searches count from too; all of one moment.
 * @param now decides which months these are, and what yesterday is.
 */
export async function readDailyUsage(
  user: Pick<SignedInUser, 'contractNumber'>,
  now: Date,
): Promise<DailyUsage> {
  const thisMonth = startOfJapanMonth(japanDateOf(now))
  const lastMonth = addJapanMonths(thisMonth, -1)
  const days = await readDays(user, lastMonth, latestSearchableDate(now))
  return {
    lastMonth: { firstDay: lastMonth, days: days.filter(({ date }) => date < thisMonth) },
    thisMonth: { firstDay: thisMonth, days: days.filter(({ date }) => date >= thisMonth) },
  }
}

function readDays(
  { contractNumber }: Pick<SignedInUser, 'contractNumber'>,
  first: JapanDate,
  last: JapanDate,
): Promise<DayUsage[]> {
  return getPrisma().$transaction(
    async (db) => {
      const hours = await db.usageHour.groupBy({
        by: ['hourAt'],
        where: {
          contractNumber,
          kind: 'call',
          hourAt: { gte: japanInstant(first, 0), lt: japanInstant(last, 24) },
        },
        _sum: { records: true, sentPages: true, charge: true },
      })
      const loaded = await loadedBetween(first, last, db)
      const retainedFrom = await purgedBefore(db)
      return japanDays(first, last).map((date): DayUsage => {
        // The import log outlives the records.
        if (retainedFrom !== undefined && date < retainedFrom) return { date, isPurged: true }
        if (!loaded.includes(date)) return { date }
        const [from, until] = [japanInstant(date, 0), japanInstant(date, 24)]
        const sums = hours.filter(({ hourAt }) => hourAt >= from && hourAt < until).map(({ _sum }) => _sum)
        return {
          date,
          figures: {
            calls: sums.reduce((sum, { records }) => sum + records!, 0),
            sentPages: sums.reduce((sum, { sentPages }) => sum + sentPages!, 0n),
            charge: sums.reduce((sum, { charge }) => sum + charge!, 0n),
          },
        }
      })
    },
    { isolationLevel: 'RepeatableRead' },
  )
}
