import { addJapanDays, addJapanMonths, startOfJapanMonth, type JapanDate } from '@/lib/time/japan-time'
import { latestSearchableDate } from './period'

export const periodShortcuts = ['yesterday', 'thisMonth', 'lastMonth', 'lastSevenDays'] as const
/** 前日, 今月(前日まで), 前月, 直近7日 (spec section 5). */
export type PeriodShortcut = (typeof periodShortcuts)[number]

/**
 * The whole days of a shortcut.
 * @returns undefined for this month on its first day: nothing of it can be searched yet.
 */
export function shortcutDays(
  shortcut: PeriodShortcut,
  now: Date,
): { startDate: JapanDate; endDate: JapanDate } | undefined {
  const yesterday = latestSearchableDate(now)
  const monthStart = startOfJapanMonth(addJapanDays(yesterday, 1))
  switch (shortcut) {
    case 'yesterday':
      return { startDate: yesterday, endDate: yesterday }
    case 'thisMonth':
      return monthStart > yesterday ? undefined : { startDate: monthStart, endDate: yesterday }
    case 'lastMonth':
      return { startDate: addJapanMonths(monthStart, -1), endDate: addJapanDays(monthStart, -1) }
    case 'lastSevenDays':
      return { startDate: addJapanDays(yesterday, -6), endDate: yesterday }
  }
}
