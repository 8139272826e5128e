import { useTranslations } from 'next-intl'
import { AddressForm } from '@/components/form/address-form'
import type { FieldError } from '@/components/form/error-summary'
import { controlClass, Field } from '@/components/form/field'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { formPanelClass } from '@/components/ui/surfaces'
import type { ActivityValues } from '@/lib/audit/activity-filter'
import type { ActivityGroup, ActivityKind } from '@/lib/audit/activity-kinds'
import { paths } from '@/lib/paths'
import type { JapanDate } from '@/lib/time/japan-time'

interface ActivityFormProps {
  values: ActivityValues
  errors: FieldError[]
  /** The last day that can be asked for. */
  today: JapanDate
  kindsOfGroup: Record<ActivityGroup, ActivityKind[]>
}

/** Which events are shown: GET, so that the address holds the filter. */
export function ActivityForm({ values, errors, today, kindsOfGroup }: ActivityFormProps) {
  const t = useTranslations('activity')
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const groups = Object.entries(kindsOfGroup) as [ActivityGroup, ActivityKind[]][]
  return (
    <AddressForm
      action={paths.activity()}
      noValidate
      aria-label={t('form.title')}
      className={classNames('flex flex-col gap-4', formPanelClass)}
    >
      <div className="grid content-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} name={end} label={t(`form.${end}`)} error={errorOf(end)}>
            {(control) => (
              <input
                {...control}
                type="date"
                max={today}
                defaultValue={values[end]}
                className={controlClass}
              />
            )}
          </Field>
        ))}
        <Field name="kind" label={t('form.kind')} error={errorOf('kind')}>
          {(control) => (
            <select {...control} defaultValue={values.kind} className={controlClass}>
              <option value="all">{t('form.all')}</option>
              {groups.map(([group, kinds]) => (
                <optgroup key={group} label={t(`groups.${group}`)}>
                  <option value={group}>{t('form.allOf', { group: t(`groups.${group}`) })}</option>
                  {kinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {t(`kinds.${kind}`)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Button className="self-start">{t('form.submit')}</Button>
    </AddressForm>
  )
}
