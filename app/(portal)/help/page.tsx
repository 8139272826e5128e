import { getLocale, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { HelpIndex } from '@/components/help/help-index'
import { HelpSearchResult } from '@/components/help/help-search-result'
import { sectionTexts } from '@/components/help/section-texts'
import { ServiceCentre } from '@/components/layout/service-centre'
import { helpValues } from '@/lib/help/help-values'
import { helpQueryLengthMax, indexHelp, searchHelp, type HelpIndex as Index } from '@/lib/help/search-help'
import { helpSynonyms } from '@/lib/help/synonyms'
import { setResponseStatus } from '@/lib/http/response-status'
import type { Locale } from '@/lib/i18n/locale'

/** What was searched for; of several the first. */
const queryOf = async ({ searchParams }: PageProps<'/help'>) =>
  [(await searchParams).q ?? ''].flat()[0]!.trim()

/**
 * ヘルプ is read by those who cannot sign in, too: it says nothing of any customer. With a query it shows the sections that
 * answer it.
 */
export default withErrorMessage(async function HelpIndexPage(props: PageProps<'/help'>) {
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
    <HelpSearchResult query={query} answer={searchHelp(await indexOfLocale(), query)}>
      <ServiceCentre />
    </HelpSearchResult>
  )
})

const indexes: Partial<Record<Locale, Promise<Index>>> = {}

/** The help's texts are the same for everybody: they are indexed once a language, however many ask for it at the same time. */
async function indexOfLocale(): Promise<Index> {
  const locale = await getLocale()
  return (indexes[locale] ??= makeIndex(locale).catch((error: unknown) => {
    // The next one tries again.
    delete indexes[locale]
    throw error
  }))
}

const makeIndex = async (locale: Locale) =>
  indexHelp(sectionTexts(await getTranslations({ locale }), helpValues), helpSynonyms[locale])
