import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmailForm } from '@/components/account/email-form'
import { ServiceCentre } from '@/components/layout/service-centre'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { requireMultiFactorUser } from '@/lib/auth/require-user'
import { paths } from '@/lib/paths'
import { startAddressChangeAction } from './address-change-actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.email'))('title') }
}

export default async function EmailPage({ searchParams }: PageProps<'/account/email'>) {
  await requireMultiFactorUser(paths.email())
  const [t, { again }] = await Promise.all([getTranslations('account.email'), searchParams])
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {again !== undefined && <Notice kind="warning">{t('gone')}</Notice>}
      <p>{t('lead')}</p>
      <EmailForm
        startChange={startAddressChangeAction}
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
}
