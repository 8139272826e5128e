import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { FormErrors } from '@/components/form/form-errors'
import { PageTitle } from '@/components/ui/page-title'
import { describePlace } from '@/components/usage/describe-search'
import { CallResult } from '@/components/usage/call-result'
import { requestSource } from '@/lib/auth/request-source'
import { requireUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { addressOf, paths } from '@/lib/paths'
import { parseCursor } from '@/lib/usage/cursor'
import { fileOffer } from '@/lib/usage/file-offer'
import { findCall } from '@/lib/usage/find-call'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { lastChoices } from '@/lib/usage/last-choices'

export default withErrorMessage(async function CallPage({
  params,
  searchParams,
}: PageProps<'/usage/calls/[callId]'>) {
  const [{ callId }, parameters] = await Promise.all([params, searchParams])
  const user = await requireUser(addressOf(paths.call(callId), parameters))
  const call = await findCall(user, callId)
  if (!call) throw new PortalError({ code: 'notFound' })

  const t = await getTranslations('usage')
  const { cursor: cursorText, ...listParameters } = parameters
  const cursor = typeof cursorText === 'string' ? parseCursor(cursorText, 'destination') : undefined
  const isWildCursor = cursorText !== undefined && !cursor
  const now = new Date()
  const [callPage, last, { frame, errors, usage }] = await Promise.all([
    loadCallPage(user, call.key, isWildCursor ? undefined : cursor, await requestSource(), now),
    lastChoices(user, now),
    getMessages(),
  ])
  const destinations = isWildCursor ? { ...callPage, page: undefined } : callPage
  return (
    <NextIntlClientProvider messages={{ frame, errors, usage: { download: usage.download } }}>
      <div className="flex flex-col gap-4">
        <PageTitle shown={describePlace(destinations.page, t)} section={t('title')}>
          {t('call.title')}
        </PageTitle>
        {!destinations.page && <FormErrors errors={[{ message: t('problems.cursorUnknown') }]} />}
        <CallResult
          contractNumber={user.contractNumber}
          call={call}
          destinations={destinations}
          listParameters={listParameters}
          file={fileOffer(last, destinations.file)}
        />
      </div>
    </NextIntlClientProvider>
  )
})
