import { getLocale, getTranslations } from 'next-intl/server'
import { HelpIndex } from '@/components/help/help-index'
import { HelpSearchResult } from '@/components/help/help-search-result'
import { sectionTexts } from '@/components/help/section-texts'
import { ServiceCentre } from '@/components/layout/service-centre'
import { helpValues } from '@/lib/help/help-values'
import { helpQueryLengthMax, indexHelp, searchHelp, type HelpIndex as Index } from '@/lib/help/search-help'
import { setResponseStatus } from '@/lib/http/response-status'

/** What was searched for; of several the first. */
const queryOf = async ({ searchParams }: PageProps<'/help'>) =>
  [(await searchParams).q ?? ''].flat()[0]!.trim()

/**
 * ヘルプ is read by those who cannot sign in, too: it says nothing of any customer. With a query it shows the sections that
 * answer it.
 */
export default async function HelpIndexPage(props: PageProps<'/help'>) {
  const query = await queryOf(props)
  if (query === '')
    return (
      <HelpIndex values={helpValues}>
        <ServiceCentre />
      </HelpIndex>
    )
  if ([...query].length > helpQueryLengthMax) {
    setResponseStatus(400)
    const error = (await getTranslations('help'))('search.tooLong', { max: helpQueryLengthMax })
    return (
      <HelpSearchResult query={[...query].slice(0, helpQueryLengthMax).join('')} error={error}>
        <ServiceCentre />
      </HelpSearchResult>
    )
  }
  return (
    <HelpSearchResult query={query} hits={searchHelp(await indexOfLocale(), query)}>
      <ServiceCentre />
    </HelpSearchResult>
  )
}

const indexes = new Map<string, Index>()

/** The help's texts are the same for everybody: they are indexed once a language. */
async function indexOfLocale(): Promise<Index> {
  const locale = await getLocale()
  const index = indexes.get(locale) ?? indexHelp(sectionTexts(await getTranslations(), helpValues))
  indexes.set(locale, index)
  return index
}
