import { useTranslations } from 'next-intl'
import { AddressForm } from '@/components/form/address-form'
import { controlClass } from '@/components/form/field'
import { HiddenFields } from '@/components/form/hidden-fields'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { paths } from '@/lib/paths'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { defaultSort, usageSorts } from '@/lib/usage/sort'

/** 並び順 of a result, which its files follow too. */
export function SortForm({ search }: { search: UsageSearch }) {
  const t = useTranslations('usage.sort')
  return (
    <AddressForm action={paths.usage()} className="flex flex-wrap items-center gap-x-3 gap-y-2 print:hidden">
      <HiddenFields fields={usageSearchParameters({ ...search, sort: undefined })} />
      <label htmlFor="sort" className="font-bold">
        {t('title')}
      </label>
      <select
        id="sort"
        name="sort"
        defaultValue={search.sort ?? defaultSort}
        className={classNames(controlClass, 'min-h-10 w-auto max-w-full px-3 py-1')}
      >
        {usageSorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`${sort}.${search.by}`)}
          </option>
        ))}
      </select>
      <Button variant="outline" size="small" className="min-h-10">
        {t('submit')}
      </Button>
    </AddressForm>
  )
}
