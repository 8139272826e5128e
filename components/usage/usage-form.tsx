'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AddressForm } from '@/components/form/address-form'
import type { FieldError } from '@/components/form/error-summary'
import { controlClass, Field, type ControlProps } from '@/components/form/field'
import { Option } from '@/components/form/option'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { formPanelClass } from '@/components/ui/surfaces'
import { paths } from '@/lib/paths'
import type { JapanDate } from '@/lib/time/japan-time'
import { usageOutputs, type UsageKind, type UsageSearchValues } from '@/lib/usage/search'
import { PeriodShortcuts, type ShortcutChoice } from './period-shortcuts'

interface UsageFormProps {
  values: UsageSearchValues
  errors: FieldError[]
  /** The last day that can be searched. */
  latestDate: JapanDate
  shortcuts: ShortcutChoice[]
  /** What stands between the choices and the buttons. */
  children?: ReactNode
}

/**
 * The search form: GET, so that the address holds the search. Each of its two buttons is a kind of search.
 *
 * Of the browser's side: its many elements are made once then, and not sent a second time as data
 * (docs/decisions/0056).
 */
export function UsageForm({ values, errors, latestDate, shortcuts, children }: UsageFormProps) {
  const t = useTranslations('usage.form')
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const hours = Array.from({ length: 24 }, (_, hour) => t('hour', { hour }))
  const chosenOutput = usageOutputs.find((output) => output === values.output) ?? 'screen'
  const searches: { kind: UsageKind; label: string; hint: string }[] = [
    { kind: 'call', label: t('byCall'), hint: t('byCallHint') },
    { kind: 'destination', label: t('byDestination'), hint: t('byDestinationHint') },
  ]
  return (
    <AddressForm
      action={paths.usage()}
      noValidate
      aria-label={t('title')}
      className={classNames('flex flex-col gap-4', formPanelClass)}
    >
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 text-18 font-bold">{t('period')}</legend>
        <p className="text-14 text-quiet">{t('periodHint')}</p>
        <PeriodShortcuts choices={shortcuts} />
        <div className="grid gap-4 md:grid-cols-2">
          {(['start', 'end'] as const).map((end) => (
            <div
              key={end}
              className={classNames(
                'grid content-start gap-3',
                // A message needs the whole width.
                !errorOf(`${end}Date`) &&
                  !errorOf(`${end}Hour`) &&
                  'min-[22rem]:grid-cols-[minmax(0,1fr)_6.5rem]',
              )}
            >
              <Field name={`${end}Date`} label={t(`${end}Date`)} error={errorOf(`${end}Date`)}>
                {(control) => (
                  <input
                    {...control}
                    type="date"
                    max={latestDate}
                    defaultValue={values[`${end}Date`]}
                    className={controlClass}
                  />
                )}
              </Field>
              <Field name={`${end}Hour`} label={t(`${end}Hour`)} error={errorOf(`${end}Hour`)}>
                {(control) => <HourSelect control={control} value={values[`${end}Hour`]} labels={hours} />}
              </Field>
            </div>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1 text-18 font-bold">{t('output')}</legend>
        {usageOutputs.map((output, index) => (
          <Option
            key={output}
            type="radio"
            name="output"
            id={index === 0 ? 'output' : undefined}
            value={output}
            defaultChecked={output === chosenOutput}
          >
            {t(`outputs.${output}`)}{' '}
            <span className="text-14 text-quiet">({t(`outputHints.${output}`)})</span>
          </Option>
        ))}
      </fieldset>
      {children}
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        {searches.map(({ kind, label, hint }, index) => (
          <div key={kind} className="flex flex-col items-start gap-1">
            <Button
              name="by"
              value={kind}
              id={index === 0 ? 'by' : undefined}
              aria-describedby={`by-${kind}-hint`}
            >
              {label}
            </Button>
            <p id={`by-${kind}-hint`} className="text-14 text-quiet">
              {hint}
            </p>
          </div>
        ))}
      </div>
    </AddressForm>
  )
}

function HourSelect({ control, value, labels }: { control: ControlProps; value: string; labels: string[] }) {
  return (
    <select {...control} defaultValue={value} className={classNames(controlClass, 'px-3')}>
      {labels.map((label, hour) => (
        <option key={hour} value={hour}>
          {label}
        </option>
      ))}
    </select>
  )
}
