'use client'

import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/form/action-form'
import { HiddenFields } from '@/components/form/hidden-fields'
import { RadioChoice } from '@/components/form/radio-choice'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import { savedNameLengthMax } from '@/lib/usage/saved-name'
import { SavedNameField } from './saved-name-field'

interface SaveSearchFormProps {
  /** What is saved, as parameters of its address. */
  search: Record<string, string>
  periods: { value: string; label: string }[]
  /** The period that is proposed. */
  chosen: string
  save: FormAction
  /** As in `ActionForm`. */
  account: string
}

/** この検索を保存: folded until it is opened, which needs no JavaScript; the answer stands beside the result. */
export function SaveSearchForm({ search, periods, chosen, save, account }: SaveSearchFormProps) {
  const t = useTranslations('usage.saved.form')
  const { form, values, errors, errorOf, success, isPending } = useFormAction(save)
  const isAnswered = errors.length > 0 || success !== undefined
  return (
    <details open={isAnswered || undefined} className="text-14 open:basis-full print:hidden">
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-key underline underline-offset-[3px]">
        {t('open')}
      </summary>
      <ActionForm
        {...form}
        account={account}
        className="mt-1 flex max-w-3xl flex-col gap-4 rounded-8 border border-line bg-panel px-5 py-4"
      >
        <HiddenFields fields={search} />
        <p>{t('lead')}</p>
        <SavedNameField
          label={t('name')}
          hint={t('nameHint', { max: savedNameLengthMax })}
          error={errorOf('name')}
          value={values.name}
        />
        {values.replace && (
          <label className="flex min-h-11 items-center gap-2">
            <input
              type="checkbox"
              name="replace"
              value={values.replace}
              className="size-5 shrink-0 accent-key"
            />
            <span>
              {t('replace')}
              <span className="block text-quiet">{t('replaced', { search: values.current ?? '' })}</span>
            </span>
          </label>
        )}
        <RadioChoice
          name="period"
          legend={t('period')}
          values={periods.map(({ value }) => value)}
          chosen={values.period ?? chosen}
          label={(value) => periods.find((period) => period.value === value)!.label}
          note={t('periodHint')}
        />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <Button size="small" aria-disabled={isPending}>
            {t('submit')}
          </Button>
          <TextLink href={paths.savedSearches()}>{t('list')}</TextLink>
        </div>
        {success && (
          <Notice kind="success" size="small" role="status">
            {success}
          </Notice>
        )}
      </ActionForm>
    </details>
  )
}
