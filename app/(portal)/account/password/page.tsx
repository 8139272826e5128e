import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { PasswordForm } from '@/components/account/password-form'
import { ServiceCentre } from '@/components/layout/service-centre'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { formAccount } from '@/lib/auth/form-account'
import { passwordSymbols } from '@/lib/auth/password-rules'
import { requireUser } from '@/lib/auth/require-user'
import { returnPath } from '@/lib/auth/return-path'
import { paths } from '@/lib/paths'
import { changePasswordAction } from './change-password-action'

export default withErrorMessage(async function PasswordPage({
  searchParams,
}: PageProps<'/account/password'>) {
  const { next } = await searchParams
  const target = next === undefined ? undefined : returnPath(next)
  const user = await requireUser(paths.password({ next: target }), { admitsFirstPassword: true })
  const t = await getTranslations('account.password')
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {user.mustChangePassword && (
        <Notice kind="warning">
          <p>{t('first')}</p>
          {target !== undefined && <p>{t('firstNext')}</p>}
        </Notice>
      )}
      <p>{t('lead')}</p>
      <PasswordForm
        changePassword={changePasswordAction}
        account={formAccount(user)}
        userId={user.userId}
        next={target}
        texts={{
          oldPassword: t('oldPassword'),
          newPassword: t('newPassword'),
          newPasswordAgain: t('newPasswordAgain'),
          submit: t('submit'),
          rulesTitle: t('rulesTitle'),
          rules: {
            length: t('rules.length'),
            characters: t('rules.characters', { symbols: passwordSymbols.replace('\\', '¥') }),
            letter: t('rules.letter'),
            digit: t('rules.digit'),
            symbol: t('rules.symbol'),
            userId: t('rules.userId'),
            common: t('rules.common'),
            sameAsOld: t('rules.sameAsOld'),
          },
          met: t('met'),
          unmet: t('unmet'),
        }}
      />
      <ServiceCentre />
    </div>
  )
})
