import { useTranslations } from 'next-intl'
import { AddressForm } from '@/components/form/address-form'
import { HiddenFields } from '@/components/form/hidden-fields'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { defaultSort, usageSorts } from '@/lib/usage/sort'

/** 並び順 of a result, which its files follow too. */
export function SortForm({ search }: { search: UsageSearch }) {
  const t = useTranslations('usage.sort')
  return (
    <AddressForm
      action={paths.usage()}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 text-14 print:hidden"
    >
      <HiddenFields fields={usageSearchParameters({ ...search, sort: undefined })} />
      <label htmlFor="sort" className="font-bold">
        {t('title')}
      </label>
      <select
        id="sort"
        name="sort"
        defaultValue={search.sort ?? defaultSort}
        className="min-h-9 max-w-full rounded-8 border border-control bg-page px-3 py-1 text-ink hover:border-ink"
      >
        {usageSorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`${sort}.${search.by}`)}
          </option>
        ))}
      </select>
      <Button variant="outline" size="small">
        {t('submit')}
      </Button>
    </AddressForm>
  )
}
