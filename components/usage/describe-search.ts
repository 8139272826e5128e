import type { Locale } from '@/lib/i18n/locale'
import { dayText } from '@/lib/time/date-text'
import type { UsagePeriod } from '@/lib/usage/period'
import type { UsagePage } from '@/lib/usage/read-page'
import type { UsageSearch } from '@/lib/usage/search'
import { describeConditions } from './describe-conditions'
import type { Formats, UsageTexts } from './usage-texts'

/** Puts what a search asks for into words, part by part: period, kind, output, what it is narrowed by. */
export const describeSearch = (
  search: UsageSearch,
  t: UsageTexts,
  format: Formats,
  locale: Locale,
): string[] => [describePeriod(search, t, locale), ...describeContent(search, t, format)]

/** What a result is of, in short: no condition, for that may be a number. @param page of it; absent where it is no list. */
export const describeResult = (
  search: UsageSearch,
  page: PagePlace | undefined,
  t: UsageTexts,
  locale: Locale,
): string =>
  [
    describePeriod(search, t, locale),
    t(`result.kind${search.by}`),
    search.output !== 'screen' && t(`form.outputs.${search.output}`),
    describePlace(page, t),
  ]
    .filter(Boolean)
    .join(' ')

type PagePlace = Pick<UsagePage, 'records' | 'recordsBefore'>

/** Which records a page has; nothing for the first. */
export const describePlace = (page: PagePlace | undefined, t: UsageTexts): string | undefined =>
  page && page.recordsBefore > 0
    ? t('result.range', { from: page.recordsBefore + 1, to: page.recordsBefore + page.records.length })
    : undefined

/** A period that stands. */
export function describePeriod(period: UsagePeriod, t: UsageTexts, locale: Locale): string {
  const { startHour, endHour } = period
  return t('form.periodAsked', {
    startDate: dayText(period.startDate, locale),
    startHour,
    endDate: dayText(period.endDate, locale),
    endHour,
  })
}

/** What is searched of a period, whichever that is. */
export function describeContent(
  { by, output, filter }: Pick<UsageSearch, 'by' | 'output' | 'filter'>,
  t: UsageTexts,
  format: Formats,
): string[] {
  return [
    t(`result.kind${by}`),
    t(`form.outputs.${output}`),
    ...describeConditions(filter?.conditions ?? {}, by, t, format),
  ]
}
