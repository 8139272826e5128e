import { useTranslations } from 'next-intl'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'

/** What is shown after a change that has ended every session. @param next where to go on to after signing in again. */
export function ChangeCompleted({ of, next }: { of: 'password' | 'email'; next?: string }) {
  const t = useTranslations('account')
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-6">
      <PageTitle section={t(`${of}.title`)}>{t(`${of}.changedTitle`)}</PageTitle>
      <Outcome kind="success">{t(`${of}.changed`)}</Outcome>
      <p>
        <TextLink href={paths.login({ next })}>{t('signInAgain')}</TextLink>
      </p>
    </div>
  )
}
