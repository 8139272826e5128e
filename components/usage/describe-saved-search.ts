import type { Locale } from '@/lib/i18n/locale'
import { dayText } from '@/lib/time/date-text'
import type { SavedPeriod, SavedSearch } from '@/lib/usage/saved-search'
import { shortcutDays } from '@/lib/usage/shortcuts'
import { describeContent, describePeriod } from './describe-search'
import type { Formats, UsageTexts } from './usage-texts'

/** Puts what a saved search asks for into words, part by part: period, kind, output, conditions, order. */
export function describeSavedSearch(
  { content, isMasked }: SavedSearch,
  now: Date,
  t: UsageTexts,
  format: Formats,
  locale: Locale,
): string[] {
  if (!content) return [t(isMasked ? 'saved.masked' : 'saved.unreadable')]
  const { period, by, sort } = content
  return [
    describeSavedPeriod(period, now, t, locale),
    ...describeContent(content, t, format),
    ...(sort ? [t('saved.sort', { sort: t(`sort.${sort}.${by}`) })] : []),
  ]
}

function describeSavedPeriod(period: SavedPeriod, now: Date, t: UsageTexts, locale: Locale): string {
  if (typeof period !== 'string') return describePeriod(period, t, locale)
  const words = t(`shortcuts.${period}`)
  const days = shortcutDays(period, now)
  return days
    ? t('saved.movingNow', {
        period: words,
        from: dayText(days.startDate, locale),
        to: dayText(days.endDate, locale),
      })
    : t('saved.movingNotYet', { period: words })
}
