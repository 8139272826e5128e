import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { withErrorResponse } from '@/app/with-error-response'
import { activityColumns, describeActivity } from '@/components/activity/describe-activity'
import { activityCsv } from '@/lib/audit/activity-csv'
import { parseActivity } from '@/lib/audit/activity-filter'
import { downloadActivity } from '@/lib/audit/download-activity'
import { requestSource } from '@/lib/auth/request-source'
import { requireRequestUser } from '@/lib/auth/require-user'
import { contentDisposition } from '@/lib/content-disposition'
import { addressOf, paths } from '@/lib/paths'

/** The account's own events as a CSV. What it cannot make, the page with the same parameters explains. */
export const GET = withErrorResponse(async (request: NextRequest): Promise<Response> => {
  const parameters = addressParameters(request)
  const page = addressOf(paths.activity(), parameters)
  const user = await requireRequestUser(page)
  const now = new Date()
  const parsed = parseActivity(parameters, now)
  if (parsed.state === 'refused') redirect(page)
  const records = await downloadActivity(user, parsed.filter, await requestSource(), now)
  if (!records) redirect(page)

  const t = await getTranslations('activity')
  const headings = activityColumns.map((key) => t(`columns.${key}`))
  const rows = records.map((record) => {
    const words = describeActivity(record, t)
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
