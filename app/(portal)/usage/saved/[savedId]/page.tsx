import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { withErrorMessage } from '@/app/with-error-message'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { SavedSearchNotYet } from '@/components/usage/saved-search-not-yet'
import { requireUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { findSavedSearch } from '@/lib/usage/read-saved-searches'
import { searchesInstead, searchOfToday } from '@/lib/usage/saved-search'
import { usageSearchParameters } from '@/lib/usage/search'

/** Runs a saved search: leads to the search that it is today, so that its own address stays right every day. */
export default withErrorMessage(async function SavedSearchPage({
  params,
}: PageProps<'/usage/saved/[savedId]'>) {
  const { savedId } = await params
  const user = await requireUser(paths.savedSearch(savedId))
  const saved = await findSavedSearch(user, savedId)
  if (!saved) throw new PortalError({ code: 'notFound' })
  const t = await getTranslations('usage.saved')
  const { name, content, isMasked } = saved
  if (!content)
    return (
      <div className="flex flex-col gap-6">
        <PageTitle>{t('title')}</PageTitle>
        <Notice kind="warning" title={name}>
          <p className="mt-2">{t(isMasked ? 'masked' : 'unreadable')}</p>
        </Notice>
        <p>
          <TextLink href={paths.savedSearches()}>{t('edit.back')}</TextLink>
        </p>
      </div>
    )
  const now = new Date()
  const search = searchOfToday(content, now)
  if (search) redirect(paths.usage(usageSearchParameters(search)))

  const others = searchesInstead(content, now).map(({ period, search }) => ({
    period,
    parameters: usageSearchParameters(search),
  }))
  return (
    <div className="flex flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <SavedSearchNotYet name={name} others={others} />
    </div>
  )
})
