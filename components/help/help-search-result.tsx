import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import type { HelpHit } from '@/lib/help/search-help'
import { paths } from '@/lib/paths'
import { HelpSearchForm } from './help-search-form'

interface HelpSearchResultProps {
  query: string
  /** Absent where the query was refused. */
  hits?: HelpHit[]
  /** Why it was. */
  error?: string
  /** Whom to call. */
  children: ReactNode
}

/** The sections that answer a query, or what to do where there is none. */
export function HelpSearchResult({ query, hits, error, children }: HelpSearchResultProps) {
  const t = useTranslations('help')
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <PageTitle hasErrors={error !== undefined} section={t('title')}>
        {t('search.title')}
      </PageTitle>
      {error && <ErrorSummary errors={[{ field: 'q', message: error }]} />}
      <HelpSearchForm query={query} error={error} />
      {hits && (
        <section aria-labelledby="help-hits" className="flex flex-col gap-4">
          <h2 id="help-hits" className="text-20 font-bold text-ink">
            {hits.length > 0 ? t('search.found', { query, count: hits.length }) : t('search.none', { query })}
          </h2>
          {hits.length === 0 && <Notice kind="information">{t('search.instead')}</Notice>}
          <ol className="flex flex-col gap-4">
            {hits.map(({ section: { slug, id, page, title }, excerpt }) => (
              <li key={`${slug} ${id}`}>
                <TextLink href={`${paths.help(slug)}#${id}`} className="font-bold">
                  {title}
                </TextLink>
                <p className="text-14 text-quiet">{page}</p>
                <p className="text-14">
                  {excerpt.map(({ text, isMarked }, index) =>
                    isMarked ? <mark key={index}>{text}</mark> : text,
                  )}
                </p>
              </li>
            ))}
          </ol>
        </section>
      )}
      <p>
        <TextLink href={paths.help()}>{t('search.all')}</TextLink>
      </p>
      {children}
    </div>
  )
}
