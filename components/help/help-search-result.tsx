import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { FormErrors } from '@/components/form/form-errors'
import { DataText } from '@/components/ui/data-text'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import type { HelpAnswer, HelpHit } from '@/lib/help/search-help'
import { paths } from '@/lib/paths'
import { HelpSearchForm } from './help-search-form'

interface HelpSearchResultProps {
  query: string
  /** Absent where the query was refused. */
  answer?: HelpAnswer
  /** Why it was. */
  error?: string
  /** Whom to call. */
  children: ReactNode
}

/** The sections that answer a query, or what to do where there is none. */
export function HelpSearchResult({ query, answer, error, children }: HelpSearchResultProps) {
  const t = useTranslations('help')
  const shown = error === undefined ? query : undefined
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <PageTitle hasErrors={error !== undefined} shown={shown} section={t('title')}>
        {t('search.title')}
      </PageTitle>
      <FormErrors errors={error === undefined ? [] : [{ field: 'q', message: error }]} />
      <HelpSearchForm query={query} error={error} />
      {answer && <Answer query={query} {...answer} />}
      <p>
        <TextLink href={paths.help()}>{t('search.all')}</TextLink>
      </p>
      {children}
    </div>
  )
}

function Answer({ query, hits, found }: HelpAnswer & { query: string }) {
  const t = useTranslations('help.search')
  const heading = found > 0 ? t('found', { query, count: found }) : t('none', { query })
  return (
    <section aria-labelledby="help-hits" className="flex flex-col gap-4">
      <h2 id="help-hits" className="text-20 font-bold text-ink">
        <DataText>{heading}</DataText>
      </h2>
      {found === 0 ? (
        <Notice kind="information">{t('instead')}</Notice>
      ) : (
        <>
          {found > hits.length && <p>{t('first', { count: hits.length })}</p>}
          <ol className="flex flex-col gap-4">
            {hits.map((hit) => (
              <Hit key={`${hit.section.slug} ${hit.section.id}`} {...hit} />
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

const Hit = ({ section: { slug, id, page, title }, excerpt }: HelpHit) => (
  <li>
    <TextLink href={`${paths.help(slug)}#${id}`} className="font-bold">
      <DataText>{title}</DataText>
    </TextLink>
    <p className="text-14 text-quiet">
      <DataText>{page}</DataText>
    </p>
    <p className="text-14">
      {excerpt.map(({ text, isMarked }, index) => {
        const said = <DataText key={index}>{text}</DataText>
        return isMarked ? <mark key={index}>{said}</mark> : said
      })}
    </p>
  </li>
)
