import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { withErrorMessage } from '@/app/with-error-message'
import { ServiceCentre } from '@/components/layout/service-centre'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { sessionUser } from '@/lib/auth/require-user'
import { paths } from '@/lib/paths'

export default withErrorMessage(async function LoggedOutPage() {
  if (await sessionUser()) redirect(paths.menu())
  const t = await getTranslations()
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-6">
      <PageTitle>{t('loggedOut.title')}</PageTitle>
      <p>
        {t('loggedOut.lead')}
        <br />
        {t('service.closeWindows')}
      </p>
      <p>
        <TextLink href={paths.login()}>{t('loggedOut.again')}</TextLink>
      </p>
      <ServiceCentre />
    </div>
  )
})
