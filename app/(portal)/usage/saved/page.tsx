import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { Notice } from '@/components/ui/notice'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { SavedSearchList } from '@/components/usage/saved-search-list'
import { isPermitted } from '@/lib/auth/permissions'
import { requireUser } from '@/lib/auth/require-user'
import { addressOf, paths } from '@/lib/paths'
import { listSavedSearches } from '@/lib/usage/read-saved-searches'
import { savedSearchesMax } from '@/lib/usage/saved-search'

/** What the address may say of the change that led to it. */
const changes = ['renamed', 'unchanged', 'deleted', 'gone', 'shared', 'unshared'] as const

export default withErrorMessage(async function SavedSearchesPage({
  searchParams,
}: PageProps<'/usage/saved'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.savedSearches(), parameters))
  const [t, usage, { own, ofColleagues }] = await Promise.all([
    getTranslations('usage.saved'),
    getTranslations('usage'),
    listSavedSearches(user),
  ])
  const now = new Date()
  const done = changes.find((change) => change === parameters.done)
  return (
    <div className="flex flex-col gap-6">
      <PageTitle section={usage('title')}>{t('title')}</PageTitle>
      {done && <Outcome kind={done === 'gone' ? 'information' : 'success'}>{t(`done.${done}`)}</Outcome>}
      {own.length === 0 ? (
        <Notice kind="information">{t('none')}</Notice>
      ) : (
        <>
          <p>{t('lead', { count: own.length, max: savedSearchesMax })}</p>
          <SavedSearchList label={t('region')} searches={own} mayChange now={now} />
        </>
      )}
      {ofColleagues.length > 0 && (
        <section aria-labelledby="shared" className="flex flex-col gap-4">
          <h2 id="shared" className="text-20 font-bold">
            {t('shared.title')}
          </h2>
          <p>{t('shared.lead')}</p>
          <SavedSearchList
            label={t('shared.title')}
            searches={ofColleagues}
            mayChange={isPermitted(user, 'shareSearches')}
            now={now}
          />
        </section>
      )}
      <p>
        <TextLink href={paths.usage()}>{t('toSearch')}</TextLink>
      </p>
    </div>
  )
})
