import { useTranslations } from 'next-intl'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'

/** The same words for what does not exist and for what belongs to someone else. */
export function NotFoundMessage() {
  const t = useTranslations('errors')
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <PageTitle>{t('notFoundTitle')}</PageTitle>
      <p>{t('notFound')}</p>
      <p>
        <TextLink href={paths.menu()}>{t('toMenu')}</TextLink>
      </p>
    </div>
  )
}
