import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { OneFieldForm } from '@/components/form/one-field-form'
import { RemoveForm } from '@/components/form/remove-form'
import type { FormAction } from '@/components/form/use-form-action'
import { Notice } from '@/components/ui/notice'
import { alertAmountMax } from '@/lib/alerts/limits'
import type { AlertView } from '@/lib/alerts/read-alert'
import { monthText } from '@/lib/time/date-text'

interface AlertAmountProps {
  alert: AlertView
  /** As in `ActionForm`. */
  account: string
  set: FormAction
  end: FormAction
}

/** The amount above which a month's charge is mailed. An administrator sets it and ends the alert. */
export function AlertAmount({ alert, account, set, end }: AlertAmountProps) {
  const t = useTranslations('statements.alert')
  const format = useFormatter()
  const locale = useLocale()
  const { amount, above, addresses, isManaged } = alert
  const isSilent = amount !== undefined && !addresses.some(({ isVerified }) => isVerified)
  return (
    <section aria-labelledby="alert-amount" className="flex flex-col gap-4">
      <h2 id="alert-amount" className="text-20 font-bold">
        {t('amount.title')}
      </h2>
      <p>{amount === undefined ? t('amount.none') : t('amount.set', { amount: Number(amount) })}</p>
      {above.map((month) => (
        <p key={month}>{t('amount.above', { month: monthText(month, locale) })}</p>
      ))}
      {isSilent && <Notice kind="warning">{t('amount.noAddress')}</Notice>}
      {isManaged && (
        <OneFieldForm
          send={set}
          account={account}
          name="amount"
          initial={amount === undefined ? undefined : format.number(amount)}
          texts={{
            label: t('amount.label'),
            hint: t('amount.hint', { max: alertAmountMax }),
            submit: t('amount.submit'),
          }}
          input={{ inputMode: 'numeric', autoComplete: 'off' }}
        />
      )}
      {isManaged && amount !== undefined && (
        <RemoveForm
          remove={end}
          account={account}
          hidden={{}}
          texts={{ open: t('end.open'), lead: t('end.lead'), submit: t('end.submit') }}
        />
      )}
    </section>
  )
}
