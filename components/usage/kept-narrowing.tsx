import { useFormatter, useTranslations } from 'next-intl'
import { Option } from '@/components/form/option'
import { DataText } from '@/components/ui/data-text'
import type { UsageSearch } from '@/lib/usage/search'
import { describeConditions } from './describe-conditions'

/** What a search is narrowed by, for the next one of the form: it is kept unless it is unchecked. */
export function KeptNarrowing({ search: { filter, by } }: { search: UsageSearch }) {
  const t = useTranslations('usage')
  const format = useFormatter()
  if (!filter) return null
  const conditions = describeConditions(filter.conditions, by, t, format).join(' / ')
  return (
    <Option type="checkbox" name="filter" value={filter.id} defaultChecked>
      <DataText>{t('narrowing.keep', { conditions })}</DataText>
    </Option>
  )
}
