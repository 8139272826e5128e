import { getLocale, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { HelpIndex } from '@/components/help/help-index'
import { HelpSearchResult } from '@/components/help/help-search-result'
import { ServiceCentre } from '@/components/layout/service-centre'
import { helpValues } from '@/lib/help/help-values'
import { helpQueryLengthMax, searchHelp } from '@/lib/help/search-help'
import { setResponseStatus } from '@/lib/http/response-status'
import { helpIndexIn, indexHelpSoon } from './help-index-in'

/** What was searched for; of several the first. */
const queryOf = async ({ searchParams }: PageProps<'/help'>) =>
  [(await searchParams).q ?? ''].flat()[0]!.trim()

/**
 * ヘルプ is read by those who cannot sign in, too: it says nothing of any customer. With a query it shows the sections that
 * answer it.
 */
export default withErrorMessage(async function HelpIndexPage(props: PageProps<'/help'>) {
  const [query, locale] = await Promise.all([queryOf(props), getLocale()])
  if (query === '') {
    indexHelpSoon(locale)
    return (
      <HelpIndex values={helpValues}>
        <ServiceCentre />
      </HelpIndex>
    )
  }
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
    <HelpSearchResult query={query} answer={searchHelp(helpIndexIn(locale), query)}>
      <ServiceCentre />
    </HelpSearchResult>
  )
})
