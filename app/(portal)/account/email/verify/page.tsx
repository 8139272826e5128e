import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { withErrorMessage } from '@/app/with-error-message'
import { OtpForm } from '@/components/form/otp-form'
import { OutboxLink } from '@/components/layout/outbox-link'
import { describeFirstMail } from '@/components/login/describe-sending'
import { ServiceCentre } from '@/components/layout/service-centre'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { pendingNewEmail } from '@/lib/accounts/change-address'
import { formAccount } from '@/lib/auth/form-account'
import { requireUser } from '@/lib/auth/require-user'
import { usesOutbox } from '@/lib/mail/outbox'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { confirmAddressChangeAction } from '../address-change-actions'

export default withErrorMessage(async function VerifyEmailPage({
  searchParams,
}: PageProps<'/account/email/verify'>) {
  const user = await requireUser(paths.email())
  if (!user.multiFactor) throw new PortalError({ code: 'notFound' })
  const address = await pendingNewEmail(user, new Date())
  if (!address) redirect(paths.email({ again: 'yes' }))
  const [t, tVerify, { mail }] = await Promise.all([
    getTranslations('account.email'),
    getTranslations('verify'),
    searchParams,
  ])
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle section={t('title')}>{t('verifyTitle')}</PageTitle>
      <OtpForm
        submit={confirmAddressChangeAction}
        account={formAccount(user)}
        sending={describeFirstMail(mail, address, tVerify)}
        texts={{
          lead: t('verifyLead'),
          code: tVerify('code'),
          codeHint: tVerify('codeHint'),
          submit: t('verifySubmit'),
          resend: tVerify('resend'),
        }}
      />
      <p>
        <TextLink href={paths.email()}>{t('restart')}</TextLink>
      </p>
      {usesOutbox() && <OutboxLink />}
      <ServiceCentre />
    </div>
  )
})
