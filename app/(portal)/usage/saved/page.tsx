import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { Notice } from '@/components/ui/notice'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { SavedSearchList } from '@/components/usage/saved-search-list'
import { requireUser } from '@/lib/auth/require-user'
import { addressOf, paths } from '@/lib/paths'
import { listSavedSearches } from '@/lib/usage/read-saved-searches'
import { savedSearchesMax } from '@/lib/usage/saved-search'

/** What the address may say of the change that led to it. */
const changes = ['renamed', 'unchanged', 'deleted', 'gone'] as const

export default withErrorMessage(async function SavedSearchesPage({
  searchParams,
}: PageProps<'/usage/saved'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.savedSearches(), parameters))
  const [t, usage, searches] = await Promise.all([
    getTranslations('usage.saved'),
    getTranslations('usage'),
    listSavedSearches(user),
  ])
  const done = changes.find((change) => change === parameters.done)
  return (
    <div className="flex flex-col gap-6">
      <PageTitle section={usage('title')}>{t('title')}</PageTitle>
      {done && <Outcome kind={done === 'gone' ? 'information' : 'success'}>{t(`done.${done}`)}</Outcome>}
      {searches.length === 0 ? (
        <Notice kind="information">{t('none')}</Notice>
      ) : (
        <>
          <p>{t('lead', { count: searches.length, max: savedSearchesMax })}</p>
          <SavedSearchList searches={searches} now={new Date()} />
        </>
      )}
      <p>
        <TextLink href={paths.usage()}>{t('toSearch')}</TextLink>
      </p>
    </div>
  )
})
