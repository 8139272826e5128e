'use client'

import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/form/action-form'
import { HiddenFields } from '@/components/form/hidden-fields'
import { Option } from '@/components/form/option'
import { RadioChoice } from '@/components/form/radio-choice'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Notice } from '@/components/ui/notice'
import { formPanelClass } from '@/components/ui/surfaces'
import { foldClass, TextLink } from '@/components/ui/text-link'
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
      <summary className={classNames('min-h-9', foldClass)}>{t('open')}</summary>
      <ActionForm
        {...form}
        account={account}
        className={classNames('mt-1 flex max-w-3xl flex-col gap-4', formPanelClass)}
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
          <Option type="checkbox" name="replace" value={values.replace}>
            {t('replace')}
            <span className="block text-quiet">{t('replaced', { search: values.current ?? '' })}</span>
          </Option>
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
        <div role="status" className="empty:sr-only">
          {success && (
            <Notice kind="success" size="small">
              {success}
            </Notice>
          )}
        </div>
      </ActionForm>
    </details>
  )
}
