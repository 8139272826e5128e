import type { RecordAccess } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import {
  addJapanMonths,
  dateOfDatabaseDay,
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

/** What the calls of one day, 通信種別 and 割引種別 came to; the codes as the totals have them. */
export interface DayPart {
  communicationType: string
  rateType: string
  figures: DayFigures
}

export interface DayUsage {
  date: JapanDate
  /** Absent where nothing is known of the day: that is something else than a day without calls. */
  figures?: DayFigures
  /** There where `figures` are, which are their sums. */
  parts?: DayPart[]
  /** Nothing is known because its records are no longer kept; else because it has not been loaded yet. */
  isPurged?: true
}

export interface UsageMonth {
  firstDay: JapanDate
  days: DayUsage[]
}

/** The days of last month, and those of this month up to yesterday: none on the first of a month. */
export interface DailyUsage {
  lastMonth: UsageMonth
  thisMonth: UsageMonth
}

/**
 * What the user's own contract used on each day of last month and this (spec section 4), from the hourly totals
 * that searches count from too; all of one moment.
 * @param now decides which months these are, and what yesterday is.
 */
export async function readDailyUsage(user: RecordAccess, now: Date): Promise<DailyUsage> {
  const thisMonth = startOfJapanMonth(japanDateOf(now))
  const lastMonth = addJapanMonths(thisMonth, -1)
  const days = await readDays(user, lastMonth, latestSearchableDate(now))
  return {
    lastMonth: { firstDay: lastMonth, days: days.filter(({ date }) => date < thisMonth) },
    thisMonth: { firstDay: thisMonth, days: days.filter(({ date }) => date >= thisMonth) },
  }
}

function readDays({ contractNumber }: RecordAccess, first: JapanDate, last: JapanDate): Promise<DayUsage[]> {
  return getPrisma().$transaction(
    async (db) => {
      // A call is of the day that it was loaded with: its hours are that day's.
      const groups = await db.usageHour.groupBy({
        by: ['usageDate', 'communicationType', 'rateType'],
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
        const parts = groups
          .filter(({ usageDate }) => dateOfDatabaseDay(usageDate) === date)
          .map(({ communicationType, rateType, _sum }) => ({
            communicationType,
            rateType,
            figures: { calls: _sum.records!, sentPages: _sum.sentPages!, charge: _sum.charge! },
          }))
        return { date, figures: sumOf(parts), parts }
      })
    },
    { isolationLevel: 'RepeatableRead' },
  )
}

const sumOf = (parts: readonly DayPart[]): DayFigures =>
  parts.reduce(
    (sum, { figures }) => ({
      calls: sum.calls + figures.calls,
      sentPages: sum.sentPages + figures.sentPages,
      charge: sum.charge + figures.charge,
    }),
    { calls: 0, sentPages: 0n, charge: 0n },
  )
