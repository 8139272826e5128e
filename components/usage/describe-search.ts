import type { useFormatter, useTranslations } from 'next-intl'
import type { UsageSearch } from '@/lib/usage/search'
import { describeConditions } from './describe-conditions'

/** Puts what a search asks for into words, part by part: period, kind, output, what it is narrowed by. */
export function describeSearch(
  search: UsageSearch,
  t: ReturnType<typeof useTranslations<'usage'>>,
  format: ReturnType<typeof useFormatter>,
): string[] {
  const { startHour, endHour, by, output, filter } = search
  const startDate = search.startDate.replaceAll('-', '/')
  const endDate = search.endDate.replaceAll('-', '/')
  return [
    t('form.periodAsked', { startDate, startHour, endDate, endHour }),
    t(`result.kind${by}`),
    t(`form.outputs.${output}`),
    ...describeConditions(filter?.conditions ?? {}, by, t, format),
  ]
}
