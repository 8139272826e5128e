import type { Locale } from '@/lib/i18n/locale'
import {
  addJapanDays,
  addJapanMonths,
  formatJapanTime,
  isJapanDate,
  japanDateOf,
  japanInstant,
  type JapanDate,
} from '@/lib/time/japan-time'
import { secondText } from '@/lib/time/time-text'

/** A search period in whole hours of Japan time; the end hour is included. */
export interface UsagePeriod {
  startDate: JapanDate
  /** 0–23 */
  startHour: number
  endDate: JapanDate
  /** 0–23; 9 means up to 09:59:59. */
  endHour: number
}

export type PeriodProblem =
  | { field: 'startDate' | 'endDate'; code: 'noSuchDay'; value: string }
  | { field: 'startDate' | 'endDate'; code: 'afterYesterday'; latest: JapanDate }
  | { field: 'endDate' | 'endHour'; code: 'endBeforeStart' }
  | { field: 'endDate'; code: 'overOneMonth'; latestDate: JapanDate; latestHour: number }

/** The last day that can be searched: yesterday in Japan. */
export function latestSearchableDate(now: Date): JapanDate {
  return addJapanDays(japanDateOf(now), -1)
}

/**
 * The last hour within one month of a start (docs/decisions/0010): the hour before the start's own on the day that
 * the month excludes. That is the same day of the next month; where there is none, the first day after that month.
 */
function latestEndWithinOneMonth(startDate: JapanDate, startHour: number): { date: JapanDate; hour: number } {
  const sameDay = addJapanMonths(startDate, 1)
  const exists = sameDay.slice(8) === startDate.slice(8)
  const excludedDay = exists ? sameDay : addJapanDays(sameDay, 1)
  return startHour === 0
    ? { date: addJapanDays(excludedDay, -1), hour: 23 }
    : { date: excludedDay, hour: startHour - 1 }
}

/** What is wrong with one day of a period by itself: it must exist and not be past yesterday. */
function dayProblem(field: 'startDate' | 'endDate', date: string, now: Date): PeriodProblem | undefined {
  const latest = latestSearchableDate(now)
  if (!isJapanDate(date)) return { field, code: 'noSuchDay', value: date }
  return date > latest ? { field, code: 'afterYesterday', latest } : undefined
}

/**
 * Holds a period against the rule of the service: days that exist, not past yesterday 23時, the end not before
 * the start, at most one month.
 * @param period what is known of it: a field that could not be read is left out, and only what can be said
 *   without it is said. Hours are 0–23.
 * @returns every problem found, in the order of the form; none when the period holds.
 */
export function periodProblems(period: Partial<UsagePeriod>, now: Date): PeriodProblem[] {
  const { startDate, startHour, endDate, endHour } = period
  const ofStart = startDate === undefined ? undefined : dayProblem('startDate', startDate, now)
  const ofEnd = endDate === undefined ? undefined : dayProblem('endDate', endDate, now)
  const problems = [ofStart, ofEnd].filter((problem) => problem !== undefined)
  const isWhole = startDate && endDate && startHour !== undefined && endHour !== undefined
  if (!isWhole || problems.some((problem) => problem.code === 'noSuchDay')) return problems

  if (endDate < startDate) return [...problems, { field: 'endDate', code: 'endBeforeStart' }]
  if (endDate === startDate && endHour < startHour)
    return [...problems, { field: 'endHour', code: 'endBeforeStart' }]
  if (ofEnd) return problems
  const { date: latestDate, hour: latestHour } = latestEndWithinOneMonth(startDate, startHour)
  const isTooLong = endDate > latestDate || (endDate === latestDate && endHour > latestHour)
  return isTooLong
    ? [...problems, { field: 'endDate', code: 'overOneMonth', latestDate, latestHour }]
    : problems
}

/** The period as instants: `from` is included, `until` is not. */
export function periodInstants(period: UsagePeriod): { from: Date; until: Date } {
  return {
    from: japanInstant(period.startDate, period.startHour),
    until: japanInstant(period.endDate, period.endHour + 1),
  }
}

/**
 * The searched period to the second: as the manual prints it, `2014年07月06日09:00:00~2014年07月06日09:59:59`, or
 * `6 Jul 2014, 09:00:00 – 6 Jul 2014, 09:59:59`.
 */
export function formatPeriod(period: UsagePeriod, locale: Locale): string {
  const { from, until } = periodInstants(period)
  const lastSecond = new Date(until.getTime() - 1_000)
  if (locale === 'en') return `${secondText(from, locale)} – ${secondText(lastSecond, locale)}`
  const manualPattern = 'yyyy年MM月dd日HH:mm:ss'
  return `${formatJapanTime(from, manualPattern)}~${formatJapanTime(lastSecond, manualPattern)}`
}
