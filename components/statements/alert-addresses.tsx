import { useTranslations } from 'next-intl'
import { OneFieldForm } from '@/components/form/one-field-form'
import { RemoveForm } from '@/components/form/remove-form'
import type { FormAction } from '@/components/form/use-form-action'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { alertAddressesMax } from '@/lib/alerts/limits'
import type { AlertView } from '@/lib/alerts/read-alert'
import { paths } from '@/lib/paths'

interface AlertAddressesProps {
  alert: AlertView
  /** As in `ActionForm`. */
  account: string
  add: FormAction
  remove: FormAction
}

/** The addresses that alerts are mailed to. An administrator adds and removes them. */
export function AlertAddresses({
  alert: { addresses, isManaged },
  account,
  add,
  remove,
}: AlertAddressesProps) {
  const t = useTranslations('statements.alert')
  return (
    <section aria-labelledby="alert-addresses" className="flex flex-col gap-4">
      <h2 id="alert-addresses" className="text-20 font-bold">
        {t('addresses.title')}
      </h2>
      <div>
        <p>{t('addresses.max', { max: alertAddressesMax })}</p>
        <p>{t('addresses.late')}</p>
      </div>
      {addresses.length === 0 && <Notice kind="information">{t('addresses.none')}</Notice>}
      {addresses.length > 0 && (
        <ul aria-labelledby="alert-addresses" className="border-t border-line">
          {addresses.map(({ id, email, isVerified }) => (
            <li key={id} className="border-b border-line px-2 py-3">
              <p className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
                <span className="font-bold wrap-anywhere">{email}</span>
                <span>{t(isVerified ? 'addresses.verified' : 'addresses.waiting')}</span>
                {isManaged && !isVerified && (
                  <TextLink href={paths.alertAddress(id)} aria-label={t('addresses.enterOf', { email })}>
                    {t('addresses.enter')}
                  </TextLink>
                )}
              </p>
              {isManaged && (
                <RemoveForm
                  remove={remove}
                  account={account}
                  hidden={{ addressId: id }}
                  texts={{
                    open: t('remove.open', { email }),
                    lead: t('remove.lead'),
                    submit: t('remove.submit'),
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {isManaged && addresses.length < alertAddressesMax && (
        <OneFieldForm
          // Emptied once what was typed stands in the list.
          key={addresses.length}
          send={add}
          account={account}
          name="email"
          texts={{ label: t('addresses.label'), submit: t('addresses.submit') }}
          input={{ type: 'email', autoComplete: 'off' }}
        />
      )}
    </section>
  )
}
