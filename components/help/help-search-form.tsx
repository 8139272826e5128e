import { useTranslations } from 'next-intl'
import { AddressForm } from '@/components/form/address-form'
import { controlClass, Field } from '@/components/form/field'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'

interface HelpSearchFormProps {
  /** What was searched for. */
  query?: string
  error?: string
}

/** Searches the help. */
export function HelpSearchForm({ query, error }: HelpSearchFormProps) {
  const t = useTranslations('help.search')
  return (
    <AddressForm
      action={paths.help()}
      role="search"
      aria-label={t('title')}
      className="flex flex-wrap items-end gap-4 print:hidden"
    >
      <div className="grow sm:max-w-xl">
        <Field name="q" label={t('label')} error={error}>
          {(control) => (
            <input
              {...control}
              type="search"
              defaultValue={query}
              autoComplete="off"
              className={controlClass}
            />
          )}
        </Field>
      </div>
      <Button variant="outline">{t('submit')}</Button>
    </AddressForm>
  )
}
