import { useLocale, useTranslations } from 'next-intl'
import type { FormAction } from '@/components/form/use-form-action'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { periodShortcuts, type PeriodShortcut } from '@/lib/usage/shortcuts'
import { describePeriod } from './describe-search'
import { SaveSearchForm } from './save-search-form'

interface SaveSearchProps {
  /** The search of the result that it stands beside. */
  search: UsageSearch
  /** The period that moves and is today the one of the search. */
  moving?: PeriodShortcut
  save: FormAction
  /** As in `ActionForm`. */
  account: string
}

/** Saves the search of a result under a name. */
export function SaveSearch({ search, moving, save, account }: SaveSearchProps) {
  const locale = useLocale()
  const t = useTranslations('usage')
  const parameters = usageSearchParameters(search)
  return (
    <SaveSearchForm
      // What was typed, or answered, belongs to one search.
      key={Object.values(parameters).join(' ')}
      search={parameters}
      periods={[
        ...periodShortcuts.map((value) => ({ value, label: t(`shortcuts.${value}`) })),
        { value: 'standing', label: t('saved.form.standing', { period: describePeriod(search, t, locale) }) },
      ]}
      chosen={moving ?? 'standing'}
      save={save}
      account={account}
    />
  )
}
