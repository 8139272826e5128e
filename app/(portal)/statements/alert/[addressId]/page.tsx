import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { OtpForm } from '@/components/form/otp-form'
import { OutboxLink } from '@/components/layout/outbox-link'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { findAddress } from '@/lib/alerts/addresses'
import { alertCodesMax } from '@/lib/alerts/limits'
import { formAccount } from '@/lib/auth/form-account'
import { otpCooldownSeconds, otpLifetimeSeconds } from '@/lib/auth/one-time-password'
import { requirePermission } from '@/lib/auth/permissions'
import { requireUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { usesOutbox } from '@/lib/mail/outbox'
import { addressOf, paths } from '@/lib/paths'
import { confirmAddressAction } from '../alert-actions'

/** What the address may say of the mail that led to it. */
const mails = ['sentTo', 'notSent', 'tooMany', 'wait'] as const

export default withErrorMessage(async function AlertAddressPage({
  params,
  searchParams,
}: PageProps<'/statements/alert/[addressId]'>) {
  const [{ addressId }, parameters] = await Promise.all([params, searchParams])
  const user = await requireUser(addressOf(paths.alertAddress(addressId), parameters))
  const address = await findAddress(user, addressId)
  if (!address || address.verifiedAt) throw new PortalError({ code: 'notFound' })
  requirePermission(user, 'setAlerts')
  const t = await getTranslations('statements.alert')
  const { email } = address
  const mail = mails.find((known) => known === parameters.mail)
  const text = t(`code.${mail ?? 'entering'}`, {
    email,
    max: alertCodesMax,
    minutes: otpLifetimeSeconds / 60,
    seconds: otpCooldownSeconds,
  })
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle section={t('title')}>{t('code.title')}</PageTitle>
      <OtpForm
        submit={confirmAddressAction}
        account={formAccount(user)}
        hidden={{ addressId }}
        sending={{ isSent: mail === undefined || mail === 'sentTo', text }}
        texts={{
          lead: t('code.lead', { email }),
          code: t('code.label'),
          codeHint: t('code.hint'),
          submit: t('code.submit'),
          resend: t('code.resend'),
        }}
      />
      <p>
        <TextLink href={paths.alert()}>{t('code.back')}</TextLink>
      </p>
      {usesOutbox() && <OutboxLink />}
    </div>
  )
})
