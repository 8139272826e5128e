import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { EmailForm } from '@/components/account/email-form'
import { ServiceCentre } from '@/components/layout/service-centre'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { formAccount } from '@/lib/auth/form-account'
import { requireUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { startAddressChangeAction } from './address-change-actions'

export default withErrorMessage(async function EmailPage({ searchParams }: PageProps<'/account/email'>) {
  const user = await requireUser(paths.email())
  if (!user.multiFactor) throw new PortalError({ code: 'notFound' })
  const [t, { again }] = await Promise.all([getTranslations('account.email'), searchParams])
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {again !== undefined && <Notice kind="warning">{t('gone')}</Notice>}
      <p>{t('lead')}</p>
      <EmailForm
        startChange={startAddressChangeAction}
        account={formAccount(user)}
        texts={{
          oldEmail: t('oldEmail'),
          newEmail: t('newEmail'),
          newEmailAgain: t('newEmailAgain'),
          submit: t('submit'),
        }}
      />
      <ServiceCentre />
    </div>
  )
})
