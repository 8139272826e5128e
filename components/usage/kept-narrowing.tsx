import { useFormatter, useTranslations } from 'next-intl'
import type { UsageSearch } from '@/lib/usage/search'
import { describeConditions } from './describe-conditions'

/** What a search is narrowed by, for the next one of the form: it is kept unless it is unchecked. */
export function KeptNarrowing({ search: { filter, by } }: { search: UsageSearch }) {
  const t = useTranslations('usage')
  const format = useFormatter()
  if (!filter) return null
  const conditions = describeConditions(filter.conditions, by, t, format).join(' / ')
  return (
    <label className="flex min-h-11 items-center gap-2">
      <input
        type="checkbox"
        name="filter"
        value={filter.id}
        defaultChecked
        className="size-5 shrink-0 accent-key"
      />
      <span className="min-w-0 break-words">{t('narrowing.keep', { conditions })}</span>
    </label>
  )
}
