import { getTranslations } from 'next-intl/server'
import { signOutAction } from '@/app/actions'
import { withErrorMessage } from '@/app/with-error-message'
import { ButtonForm } from '@/components/form/button-form'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { requireUser } from '@/lib/auth/require-user'
import { paths } from '@/lib/paths'

/** Where a form leads that was shown to another account than is signed in now. */
export default withErrorMessage(async function OtherAccountPage() {
  const user = await requireUser(paths.menu())
  const t = await getTranslations()
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <PageTitle>{t('account.other.title')}</PageTitle>
      <Notice kind="error" role="alert">
        <p>{t('account.other.refused')}</p>
        <p>{t('account.other.signedIn', { userId: user.userId, contractNumber: user.contractNumber })}</p>
        <p>{t('account.other.next')}</p>
      </Notice>
      <div className="flex flex-wrap gap-4">
        <a href={paths.menu()} className={buttonClass('solid')}>
          {t('errors.toMenu')}
        </a>
        <ButtonForm send={signOutAction} account={null}>
          <Button variant="outline">{t('frame.logout')}</Button>
        </ButtonForm>
      </div>
    </div>
  )
})
