import { PortalError } from '@/lib/errors'
import { addMonthsTo, firstDayOf, japanMonthOf, lastDayOf, type JapanMonth } from '@/lib/time/japan-month'
import type { JapanDate } from '@/lib/time/japan-time'

/**
 * The last day on which the data of a month is promised to be there: the last day of the month so many months later
 * (USAGE_RETENTION_MONTHS). With 14, October 2025 is kept until 31 December 2026.
 */
export const keptUntil = (month: JapanMonth, retentionMonths: number): JapanDate =>
  lastDayOf(addMonthsTo(month, retentionMonths))

/** The earliest month whose data is promised to be there on a day. That day's month is its last. */
export const firstKeptMonth = (today: JapanDate, retentionMonths: number): JapanMonth =>
  addMonthsTo(japanMonthOf(today), -retentionMonths)

/**
 * Refuses to delete the months before `before` where one of them must stay yet.
 * @param retentionMonths USAGE_RETENTION_MONTHS; undefined where nothing is promised.
 * @throws PortalError `monthPromised`, with the first of those months and how far one may go.
 */
export function refusePromised(
  before: JapanDate,
  today: JapanDate,
  retentionMonths: number | undefined,
): void {
  if (retentionMonths === undefined) return
  const month = firstKeptMonth(today, retentionMonths)
  if (before <= firstDayOf(month)) return
  const until = keptUntil(month, retentionMonths)
  throw new PortalError({ code: 'monthPromised', month, until, before: firstDayOf(month) })
}
