import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { OtpForm } from '@/components/form/otp-form'
import { OutboxLink } from '@/components/layout/outbox-link'
import { ServiceCentre } from '@/components/layout/service-centre'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { pendingNewEmail } from '@/lib/accounts/change-address'
import { requireMultiFactorUser } from '@/lib/auth/require-user'
import { usesOutbox } from '@/lib/mail/outbox'
import { paths } from '@/lib/paths'
import { confirmAddressChangeAction, resendAddressChangeAction } from '../address-change-actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.email'))('verifyTitle') }
}

export default async function VerifyEmailPage({ searchParams }: PageProps<'/account/email/verify'>) {
  const user = await requireMultiFactorUser(paths.email())
  const address = await pendingNewEmail(user, new Date())
  if (!address) redirect(paths.email({ again: 'yes' }))
  const [t, tVerify, { mail }] = await Promise.all([
    getTranslations('account.email'),
    getTranslations('verify'),
    searchParams,
  ])
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle>{t('verifyTitle')}</PageTitle>
      {mail === 'notSent' ? (
        <Notice kind="error">{tVerify('notSent')}</Notice>
      ) : (
        <Notice kind="information">{tVerify('sentTo', { address })}</Notice>
      )}
      <OtpForm
        verify={confirmAddressChangeAction}
        resend={resendAddressChangeAction}
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
}
