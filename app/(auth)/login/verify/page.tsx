import { getTranslations } from 'next-intl/server'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { withErrorMessage } from '@/app/with-error-message'
import { describeFirstMail } from '@/components/login/describe-sending'
import { ButtonForm } from '@/components/form/button-form'
import { OtpForm } from '@/components/form/otp-form'
import { OutboxLink } from '@/components/layout/outbox-link'
import { ServiceCentre } from '@/components/layout/service-centre'
import { Button } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { pendingSignInCookieName } from '@/lib/auth/cookies'
import { pendingOtpAddress } from '@/lib/auth/send-sign-in-otp'
import { usesOutbox } from '@/lib/mail/outbox'
import { returnPath } from '@/lib/auth/return-path'
import { paths } from '@/lib/paths'
import { quitAction, verifyAction } from './verify-actions'

export default withErrorMessage(async function VerifyPage({ searchParams }: PageProps<'/login/verify'>) {
  const { next, mail } = await searchParams
  const token = (await cookies()).get(pendingSignInCookieName)?.value
  const address = token && (await pendingOtpAddress(token, new Date()))
  if (!address) redirect(paths.login({ next: returnPath(next), expired: 'verify' }))
  const [t, login] = await Promise.all([getTranslations('verify'), getTranslations('login')])
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-6">
      <PageTitle section={login('title')}>{t('title')}</PageTitle>
      <OtpForm
        submit={verifyAction}
        account={null}
        sending={describeFirstMail(mail, address, t)}
        hidden={{ next: returnPath(next) }}
        texts={{
          lead: t('lead'),
          code: t('code'),
          codeHint: t('codeHint'),
          submit: t('submit'),
          resend: t('resend'),
        }}
      />
      <ButtonForm send={quitAction} account={null}>
        <Button variant="outline">{t('quit')}</Button>
      </ButtonForm>
      {usesOutbox() && <OutboxLink />}
      <p className="text-14">{t('lost')}</p>
      <ServiceCentre />
    </div>
  )
})
