import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { signOutAction } from '@/app/actions'
import { withErrorMessage } from '@/app/with-error-message'
import { ButtonForm } from '@/components/form/button-form'
import { Button, buttonClass } from '@/components/ui/button'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { requireUser } from '@/lib/auth/require-user'
import { findExport } from '@/lib/exports/find-export'
import { paths } from '@/lib/paths'

export default withErrorMessage(async function ExportAcceptedPage() {
  const user = await requireUser(paths.exports())
  if (!(await findExport(user, new Date()))) redirect(paths.exports())
  const t = await getTranslations('exports')
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <PageTitle section={t('title')}>{t('accepted.title')}</PageTitle>
      <Outcome kind="success">{t('accepted.message')}</Outcome>
      <div className="flex flex-wrap gap-4">
        <a href={paths.menu()} className={buttonClass('solid')}>
          {t('toMenu')}
        </a>
        <ButtonForm send={signOutAction} account={null}>
          <Button variant="outline">{t('accepted.logout')}</Button>
        </ButtonForm>
      </div>
      <p>
        <TextLink href={paths.exports()}>{t('accepted.status')}</TextLink>
      </p>
    </div>
  )
})
