import { dateText } from '@/lib/time/date-text'
import type { UsagePeriod } from '@/lib/usage/period'
import type { UsageSearch } from '@/lib/usage/search'
import { describeConditions } from './describe-conditions'
import type { Formats, UsageTexts } from './usage-texts'

/** Puts what a search asks for into words, part by part: period, kind, output, what it is narrowed by. */
export const describeSearch = (search: UsageSearch, t: UsageTexts, format: Formats): string[] => [
  describePeriod(search, t),
  ...describeContent(search, t, format),
]

/** A period that stands. */
export function describePeriod(period: UsagePeriod, t: UsageTexts): string {
  const { startHour, endHour } = period
  return t('form.periodAsked', {
    startDate: dateText(period.startDate),
    startHour,
    endDate: dateText(period.endDate),
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
