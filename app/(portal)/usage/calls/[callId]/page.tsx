import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { notFoundPage } from '@/app/not-found-page'
import { ErrorSummary } from '@/components/form/error-summary'
import { PageTitle } from '@/components/ui/page-title'
import { CallResult } from '@/components/usage/call-result'
import { UsageTexts } from '@/components/usage/usage-texts'
import { requestSource } from '@/lib/auth/request-source'
import { requireUser } from '@/lib/auth/require-user'
import { addressOf, paths } from '@/lib/paths'
import { parseCursor } from '@/lib/usage/cursor'
import { defaultFileEncoding } from '@/lib/usage/file-encoding'
import { findCall } from '@/lib/usage/find-call'
import { lastChoices } from '@/lib/usage/last-choices'
import { openCall } from '@/lib/usage/open-call'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('usage.call'))('title') }
}

export default withErrorMessage(async function CallPage({
  params,
  searchParams,
}: PageProps<'/usage/calls/[callId]'>) {
  const [{ callId }, parameters] = await Promise.all([params, searchParams])
  const user = await requireUser(addressOf(paths.call(callId), parameters))
  const call = await findCall(user, callId)
  if (!call) return notFoundPage()

  const t = await getTranslations('usage')
  const { cursor: given, ...listParameters } = parameters
  const cursor = typeof given === 'string' ? parseCursor(given, 'destination') : undefined
  const isWildCursor = given !== undefined && !cursor
  const now = new Date()
  const [opened, last] = await Promise.all([
    openCall(user, call.key, isWildCursor ? undefined : cursor, await requestSource(), now),
    lastChoices(user, now),
  ])
  const shown = isWildCursor ? { ...opened, page: undefined } : opened
  return (
    <UsageTexts>
      <div className="flex flex-col gap-6">
        <PageTitle>{t('call.title')}</PageTitle>
        {!shown.page && <ErrorSummary errors={[{ message: t('problems.cursorUnknown') }]} />}
        <CallResult
          contractNumber={user.contractNumber}
          call={call}
          opened={shown}
          listParameters={listParameters}
          encoding={last.encoding ?? defaultFileEncoding}
        />
      </div>
    </UsageTexts>
  )
})
