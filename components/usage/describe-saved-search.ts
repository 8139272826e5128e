import { dateText } from '@/lib/time/date-text'
import type { SavedPeriod, SavedSearch } from '@/lib/usage/saved-search'
import { shortcutDays } from '@/lib/usage/shortcuts'
import { describeContent, describePeriod } from './describe-search'
import type { Formats, UsageTexts } from './usage-texts'

/** Puts what a saved search asks for into words, part by part: period, kind, output, conditions, order. */
export function describeSavedSearch(
  { content }: SavedSearch,
  now: Date,
  t: UsageTexts,
  format: Formats,
): string[] {
  if (!content) return [t('saved.unreadable')]
  const { period, by, sort } = content
  return [
    describeSavedPeriod(period, now, t),
    ...describeContent(content, t, format),
    ...(sort ? [t('saved.sort', { sort: t(`sort.${sort}.${by}`) })] : []),
  ]
}

function describeSavedPeriod(period: SavedPeriod, now: Date, t: UsageTexts): string {
  if (typeof period !== 'string') return describePeriod(period, t)
  const words = t(`shortcuts.${period}`)
  const days = shortcutDays(period, now)
  return days
    ? t('saved.movingNow', { period: words, from: dateText(days.startDate), to: dateText(days.endDate) })
    : t('saved.movingNotYet', { period: words })
}
