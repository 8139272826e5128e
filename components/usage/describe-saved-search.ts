import type { useFormatter, useTranslations } from 'next-intl'
import type { SavedPeriod, SavedSearch } from '@/lib/usage/saved-search'
import { shortcutDays } from '@/lib/usage/shortcuts'
import { describeConditions } from './describe-conditions'

type Texts = ReturnType<typeof useTranslations<'usage'>>

/** Puts what a saved search asks for into words, part by part: period, kind, output, conditions, order. */
export function describeSavedSearch(
  { period, by, output, filter, sort }: SavedSearch,
  now: Date,
  t: Texts,
  format: ReturnType<typeof useFormatter>,
): string[] {
  return [
    describePeriod(period, now, t),
    t(`result.kind${by}`),
    t(`form.outputs.${output}`),
    ...describeConditions(filter?.conditions ?? {}, by, t, format),
    ...(sort ? [t('saved.sort', { sort: t(`sort.${sort}.${by}`) })] : []),
  ]
}

const shown = (date: string) => date.replaceAll('-', '/')

function describePeriod(period: SavedPeriod, now: Date, t: Texts): string {
  if (typeof period !== 'string') {
    const { startDate, startHour, endDate, endHour } = period
    return t('form.periodAsked', { startDate: shown(startDate), startHour, endDate: shown(endDate), endHour })
  }
  const words = t(`shortcuts.${period}`)
  const days = shortcutDays(period, now)
  return days
    ? t('saved.movingNow', { period: words, from: shown(days.startDate), to: shown(days.endDate) })
    : t('saved.movingNotYet', { period: words })
}
