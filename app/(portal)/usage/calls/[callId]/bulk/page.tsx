import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { requestCallExportAction } from '@/app/(portal)/exports/export-actions'
import { BulkRequest } from '@/components/exports/bulk-request'
import { FormErrors } from '@/components/form/form-errors'
import { PageTitle } from '@/components/ui/page-title'
import { CallBulkAnswer } from '@/components/usage/call-bulk-answer'
import { formAccount } from '@/lib/auth/form-account'
import { requireUser } from '@/lib/auth/require-user'
import { findReplaceableExport } from '@/lib/exports/find-export'
import { PortalError } from '@/lib/errors'
import { addressOf, paths } from '@/lib/paths'
import { destinationRangeParameters, parseDestinationRange } from '@/lib/usage/call-destinations'
import { fileOffer } from '@/lib/usage/file-offer'
import { findCall } from '@/lib/usage/find-call'
import { loadCallBulkPage } from '@/lib/usage/load-call-bulk-page'
import { lastChoices } from '@/lib/usage/last-choices'

export default withErrorMessage(async function CallBulkPage({
  params,
  searchParams,
}: PageProps<'/usage/calls/[callId]/bulk'>) {
  const [{ callId }, parameters] = await Promise.all([params, searchParams])
  const user = await requireUser(addressOf(paths.callBulk(callId), parameters))
  const call = await findCall(user, callId)
  if (!call) throw new PortalError({ code: 'notFound' })

  const { destinationNoFrom, destinationNoTo, ...listParameters } = parameters
  const range = parseDestinationRange({ destinationNoFrom, destinationNoTo })
  const destinations = { ...call.key, ...range }
  const now = new Date()
  const [bulk, existing, last, t, { frame, errors, usage }] = await Promise.all([
    loadCallBulkPage(user, destinations, now),
    findReplaceableExport(user, now),
    lastChoices(user, now),
    getTranslations('usage'),
    getMessages(),
  ])
  return (
    <NextIntlClientProvider messages={{ frame, errors, usage: { download: usage.download } }}>
      <div className="flex flex-col gap-6">
        <PageTitle section={t('title')}>{t('call.bulkTitle')}</PageTitle>
        {!range && <FormErrors errors={[{ message: t('problems.rangeUnknown') }]} />}
        <CallBulkAnswer
          contractNumber={user.contractNumber}
          call={call}
          numbers={destinations.numbers}
          bulk={bulk}
          listParameters={listParameters}
        >
          {range && (
            <BulkRequest
              target={{ callId, ...destinationRangeParameters(destinations.numbers) }}
              records={bulk.totals.records}
              contractNumber={user.contractNumber}
              existing={existing}
              file={fileOffer(last, bulk.file)}
              request={requestCallExportAction}
              account={formAccount(user)}
            />
          )}
        </CallBulkAnswer>
      </div>
    </NextIntlClientProvider>
  )
})
