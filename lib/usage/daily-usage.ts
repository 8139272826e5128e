import type { RecordAccess } from '@/lib/auth/account-user'
import type { Database } from '@/lib/db/prisma'
import {
  addJapanMonths,
  dateOfDatabaseDay,
  japanDateOf,
  japanDays,
  japanInstant,
  startOfJapanMonth,
  type JapanDate,
} from '@/lib/time/japan-time'
import { countByDay } from './count-records'
import { loadedBetween, purgedBefore } from './loaded-days'
import { latestSearchableDate } from './period'
import { inOneLoad } from './seen-load'

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
 * that searches count from too; all of one moment. Of an account that is limited to departments: what their numbers used.
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

function readDays(access: RecordAccess, first: JapanDate, last: JapanDate): Promise<DayUsage[]> {
  return inOneLoad(access.contractNumber, async (db, end) => {
    const period = { from: japanInstant(first, 0), until: japanInstant(last, 24) }
    const groups = await readParts(access, period, db)
    const loaded = await loadedBetween(first, last, db, end)
    const retainedFrom = await purgedBefore(db)
    return japanDays(first, last).map((date): DayUsage => {
      // The import log outlives the records.
      if (retainedFrom !== undefined && date < retainedFrom) return { date, isPurged: true }
      if (!loaded.includes(date)) return { date }
      const parts = groups
        .filter(({ usageDate }) => dateOfDatabaseDay(usageDate) === date)
        .map(({ communicationType, rateType, figures }) => ({ communicationType, rateType, figures }))
      return { date, figures: sumOf(parts), parts }
    })
  })
}

type DatedPart = DayPart & { usageDate: Date }

/** Reads what the calls of a period came to: of some callers, whom the hourly totals do not know, from the calls. */
async function readParts(
  access: RecordAccess,
  period: { from: Date; until: Date },
  db: Database,
): Promise<DatedPart[]> {
  const { contractNumber, masksNumbers, callers } = access
  if (callers !== 'all') {
    const scope = { contractNumber, masksNumbers, callers, kind: 'call', period } as const
    return (await countByDay(db, scope)).map(({ records: calls, sentPages, charge, ...part }) => ({
      ...part,
      figures: { calls, sentPages, charge },
    }))
  }
  // A call is of the day that it was loaded with: its hours are that day's.
  const groups = await db.usageHour.groupBy({
    by: ['usageDate', 'communicationType', 'rateType'],
    where: { contractNumber, kind: 'call', hourAt: { gte: period.from, lt: period.until } },
    _sum: { records: true, sentPages: true, charge: true },
    orderBy: [{ usageDate: 'asc' }, { communicationType: 'asc' }, { rateType: 'asc' }],
  })
  return groups.map(({ _sum, ...part }) => ({
    ...part,
    figures: { calls: _sum.records!, sentPages: _sum.sentPages!, charge: _sum.charge! },
  }))
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
