import { useTranslations } from 'next-intl'
import type { FieldError } from '@/components/form/error-summary'
import { controlClass, Field, type ControlProps } from '@/components/form/field'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { paths } from '@/lib/paths'
import type { JapanDate } from '@/lib/time/japan-time'
import type { UsageKind, UsageSearchValues } from '@/lib/usage/search'

interface UsageFormProps {
  values: UsageSearchValues
  errors: FieldError[]
  /** The last day that can be searched. */
  latestDate: JapanDate
}

/** The search form: GET, so that the address holds the search. Each of its two buttons is a kind of search. */
export function UsageForm({ values, errors, latestDate }: UsageFormProps) {
  const t = useTranslations('usage.form')
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const searches: { kind: UsageKind; label: string; hint: string }[] = [
    { kind: 'call', label: t('byCall'), hint: t('byCallHint') },
    { kind: 'destination', label: t('byDestination'), hint: t('byDestinationHint') },
  ]
  return (
    <form
      action={paths.usage()}
      noValidate
      aria-label={t('title')}
      className="flex flex-col gap-5 rounded-8 border border-solid-gray-300 bg-solid-gray-50 px-5 py-5 print:hidden"
    >
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 text-18 font-bold">{t('period')}</legend>
        <p className="text-14 text-solid-gray-700">{t('periodHint')}</p>
        <div className="grid gap-4 md:grid-cols-2">
          {(['start', 'end'] as const).map((end) => (
            <div
              key={end}
              className={classNames(
                'grid content-start gap-3',
                // A message needs the whole width.
                !errorOf(`${end}Date`) && !errorOf(`${end}Hour`) && 'grid-cols-[minmax(0,1fr)_6.5rem]',
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
                {(control) => <HourSelect control={control} value={values[`${end}Hour`]} />}
              </Field>
            </div>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1 text-18 font-bold">{t('output')}</legend>
        <label className="inline-flex min-h-11 items-center gap-2">
          <input
            type="radio"
            name="output"
            id="output"
            value="screen"
            defaultChecked
            className="size-5 accent-key-900"
          />
          {t('screen')}
          <span className="text-14 text-solid-gray-700">({t('screenHint')})</span>
        </label>
      </fieldset>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        {searches.map(({ kind, label, hint }, index) => (
          <div key={kind} className="flex flex-col gap-1">
            <Button
              name="by"
              value={kind}
              id={index === 0 ? 'by' : undefined}
              aria-describedby={`by-${kind}-hint`}
            >
              {label}
            </Button>
            <p id={`by-${kind}-hint`} className="text-14 text-solid-gray-700">
              {hint}
            </p>
          </div>
        ))}
      </div>
    </form>
  )
}

function HourSelect({ control, value }: { control: ControlProps; value: string }) {
  const t = useTranslations('usage.form')
  return (
    <select {...control} defaultValue={value} className={classNames(controlClass, 'px-3')}>
      {Array.from({ length: 24 }, (_, hour) => (
        <option key={hour} value={hour}>
          {t('hour', { hour })}
        </option>
      ))}
    </select>
  )
}
