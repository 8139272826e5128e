import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'

/** What is shown after a change that has ended every session. */
export function ChangeCompleted({ of }: { of: 'password' | 'email' }) {
  const t = useTranslations('account')
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-6">
      <PageTitle section={t(`${of}.title`)}>{t(`${of}.changedTitle`)}</PageTitle>
      <Notice kind="success" role="status">
        {t(`${of}.changed`)}
      </Notice>
      <p>
        <TextLink href={paths.login()}>{t('signInAgain')}</TextLink>
      </p>
    </div>
  )
}
