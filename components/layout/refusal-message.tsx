import { useTranslations } from 'next-intl'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { refusalText, type RequestRefusal } from '@/lib/errors'
import { paths } from '@/lib/paths'

/** What a page shows instead of itself where it is refused. */
export function RefusalMessage({ refusal }: { refusal: RequestRefusal }) {
  const t = useTranslations('refusals')
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <PageTitle>{t(refusal.code === 'notFound' ? 'notFoundTitle' : 'title')}</PageTitle>
      <p>{refusalText(t, refusal)}</p>
      <p>
        <TextLink href={paths.menu()}>{t('toMenu')}</TextLink>
      </p>
    </div>
  )
}
