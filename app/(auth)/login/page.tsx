import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { frameUser } from '@/app/frame-user'
import { DemoAccounts } from '@/components/login/demo-accounts'
import { LoginForm } from '@/components/login/login-form'
import { ServiceCentre } from '@/components/layout/service-centre'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { demoAccounts, demoPassword } from '@/lib/accounts/demo-accounts'
import { env } from '@/lib/env'
import { returnPath } from '@/lib/auth/return-path'
import { signInAction } from './sign-in-action'

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const { next, expired } = await searchParams
  if (await frameUser()) redirect(returnPath(next))
  const t = await getTranslations('login')
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {expired === 'verify' ? (
        <Notice kind="warning">{t('verifyExpired')}</Notice>
      ) : (
        next !== undefined && <Notice kind="information">{t('signInAgain')}</Notice>
      )}
      <LoginForm
        signIn={signInAction}
        next={returnPath(next)}
        texts={{ lead: t('lead'), userId: t('userId'), password: t('password'), submit: t('submit') }}
      />
      <section>
        <h2 className="font-bold">{t('notes')}</h2>
        <ul className="list-disc pl-6 text-14">
          <li>{t('noteStrikes')}</li>
          <li>{t('noteForgotten')}</li>
        </ul>
      </section>
      {env.isDemo && <DemoAccounts accounts={demoAccounts} password={demoPassword} />}
      <ServiceCentre />
    </div>
  )
}
