import { getLocale, getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { refuseFile, refuseUntilSignedIn } from '@/app/refuse-file'
import { withErrorResponse } from '@/app/with-error-response'
import { activityColumns, describeActivity } from '@/components/activity/describe-activity'
import { describeActivityProblem } from '@/components/activity/describe-activity-problem'
import { activityCsv } from '@/lib/audit/activity-csv'
import { parseActivity } from '@/lib/audit/activity-filter'
import { downloadActivity } from '@/lib/audit/download-activity'
import { activityCsvRecordsMax } from '@/lib/audit/read-activity'
import { requestSource } from '@/lib/auth/request-source'
import { currentUser } from '@/lib/auth/require-user'
import { contentDisposition } from '@/lib/http/content-disposition'
import { addressOf, paths } from '@/lib/paths'
import { recordTimeText } from '@/lib/time/time-text'

/** The account's own events as a CSV. What it cannot make, the page with the same parameters explains. */
export const GET = withErrorResponse(async (request: NextRequest): Promise<Response> => {
  const parameters = addressParameters(request)
  const page = addressOf(paths.activity(), parameters)
  const user = await currentUser()
  if (!user) return refuseUntilSignedIn(request, page)
  const now = new Date()
  const parsed = parseActivity(parameters, now)
  const [t, locale] = await Promise.all([getTranslations('activity'), getLocale()])
  if (parsed.state === 'refused') {
    const reasons = parsed.problems.map((problem) => describeActivityProblem(problem, t, locale).message)
    return refuseFile(request, page, 400, reasons.join(' '))
  }
  const records = await downloadActivity(user, parsed.filter, await requestSource(), now)
  if (!records)
    return refuseFile(request, page, 422, t('result.tooManyForCsv', { max: activityCsvRecordsMax }))

  const headings = activityColumns.map((key) => t(`columns.${key}`))
  const rows = records.map((record) => {
    const words = { ...describeActivity(record, t, locale), at: recordTimeText(record.at) }
    return activityColumns.map((key) => words[key])
  })
  const { from, to } = parsed.filter
  const name = `activity_${from.replaceAll('-', '')}-${to.replaceAll('-', '')}.csv`
  return new Response(activityCsv(headings, rows), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': contentDisposition(name),
      'Cache-Control': 'no-store',
    },
  })
})
