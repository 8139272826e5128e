'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { ActionForm } from '@/components/form/action-form'
import { controlClass, Field } from '@/components/form/field'
import { HiddenFields } from '@/components/form/hidden-fields'
import { Option } from '@/components/form/option'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { DataText } from '@/components/ui/data-text'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { CodeChoice } from '@/lib/usage/code-choices'
import { codedConditions, numberConditions, type CodedCondition } from '@/lib/usage/conditions'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { describeConditions, rateColumn } from './describe-conditions'
import { typedCodes } from './typed-codes'

interface NarrowingFormProps {
  search: UsageSearch
  /** What the coded columns have in the period. */
  choices: Record<CodedCondition, CodeChoice[]>
  narrow: FormAction
  /** Whether the account sees numbers masked: it cannot narrow by them. */
  masksNumbers: boolean
  /** As in `ActionForm`. */
  account: string
}

const summaryClass = 'cursor-pointer py-1 text-14 font-bold'

/**
 * 絞り込み of a result: folded until it is opened, which needs no JavaScript. It is sent by POST, since numbers must not
 * stand in an address; the answer leads to the address that names the conditions.
 */
export function NarrowingForm({ search, choices, narrow, masksNumbers, account }: NarrowingFormProps) {
  const t = useTranslations('usage')
  const format = useFormatter()
  const { form, values, errorOf, isPending, errors } = useFormAction(narrow)
  const conditions = search.filter?.conditions ?? {}
  const inWords = describeConditions(conditions, search.by, t, format)
  const whole = usageSearchParameters({ ...search, filter: undefined })
  const names: Record<CodedCondition, string> = {
    communicationTypes: t('columns.communicationType'),
    areas: t('columns.area'),
    rateTypes: t(`columns.${rateColumn[search.by]}`),
  }
  const typed = (field: 'callerStart' | 'calleeStart' | 'chargeFrom' | 'chargeTo') =>
    values[field] ?? String(conditions[field] ?? '')
  return (
    <details open={errors.length > 0 || undefined} className="rounded-8 border border-line px-4 print:hidden">
      <summary className={summaryClass}>
        {t('narrowing.title')}
        {inWords.length > 0 && (
          <span className="font-normal">
            {' '}
            <DataText>{inWords.join(' / ')}</DataText>
          </span>
        )}
      </summary>
      <ActionForm {...form} account={account} className="flex flex-col gap-4 pt-2 pb-4">
        <HiddenFields fields={whole} />
        <div className="grid gap-x-6 gap-y-4 md:grid-cols-3">
          {codedConditions.map((field) => {
            const chosen = typedCodes.split(values[field]) ?? conditions[field] ?? []
            return (
              <fieldset key={field} id={field} className="min-w-0">
                <legend className="font-bold">{names[field]}</legend>
                <div className="max-h-64 overflow-y-auto tabular-nums">
                  {choices[field].map(({ code, records }) => (
                    <Option
                      key={code}
                      type="checkbox"
                      size="small"
                      name={field}
                      value={code}
                      defaultChecked={chosen.includes(code)}
                    >
                      <DataText>
                        {t('narrowing.choice', { code: code || t('narrowing.absent'), records })}
                      </DataText>
                    </Option>
                  ))}
                </div>
              </fieldset>
            )
          })}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          {!masksNumbers &&
            numberConditions.map((field) => (
              <Field
                key={field}
                name={field}
                label={t(`narrowing.${field}`)}
                hint={t('narrowing.startHint')}
                error={errorOf(field)}
              >
                {(control) => (
                  <input
                    {...control}
                    type="text"
                    autoComplete="off"
                    defaultValue={typed(field)}
                    className={controlClass}
                  />
                )}
              </Field>
            ))}
          {(['chargeFrom', 'chargeTo'] as const).map((field) => (
            <Field key={field} name={field} label={t(`narrowing.${field}`)} error={errorOf(field)}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  inputMode="numeric"
                  autoComplete="off"
                  defaultValue={typed(field)}
                  className={controlClass}
                />
              )}
            </Field>
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-4">
          <Button aria-disabled={isPending}>{t('narrowing.submit')}</Button>
          {search.filter && <TextLink href={paths.usage(whole)}>{t('narrowing.clear')}</TextLink>}
        </div>
      </ActionForm>
    </details>
  )
}
