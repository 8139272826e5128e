import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { withErrorResponse } from '@/app/with-error-response'
import { requireRequestUser } from '@/lib/auth/require-user'
import { addressOf, paths } from '@/lib/paths'
import { parseUsageSearch, usageSearchFields } from '@/lib/usage/search'
import { sendDownload } from '../send-download'

/** The records of a search as a CSV. What cannot be made, the page with the same search explains. */
export const GET = withErrorResponse(async (request: NextRequest): Promise<Response> => {
  const given = addressParameters(request)
  const parameters = Object.fromEntries(usageSearchFields.map((field) => [field, given[field]]))
  const page = addressOf(paths.usage(), { ...parameters, output: given.output ?? 'csv' })
  const user = await requireRequestUser(page)
  const parsed = parseUsageSearch(parameters, new Date())
  if (parsed.state !== 'accepted') redirect(page)
  return sendDownload(
    request,
    user,
    { search: parsed.search },
    paths.usage({ ...parsed.values, output: 'csv' }),
  )
})

export const HEAD = GET
