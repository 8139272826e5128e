import { getLocale, getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { refuseFile, refuseUntilSignedIn } from '@/app/refuse-file'
import { withErrorResponse } from '@/app/with-error-response'
import { describeSearchProblem } from '@/components/usage/describe-search-problem'
import { currentUser } from '@/lib/auth/require-user'
import { addressOf, paths } from '@/lib/paths'
import { withFilter } from '@/lib/usage/filters'
import { parseUsageSearch } from '@/lib/usage/parse-search'
import { usageAddressFields, usageSearchParameters } from '@/lib/usage/search'
import { answerFile } from '../answer-file'

/** The records of a search as a CSV or an Excel workbook. What cannot be made, the page with the same search explains. */
export const GET = withErrorResponse(async (request: NextRequest): Promise<Response> => {
  const address = addressParameters(request)
  const parameters = Object.fromEntries(usageAddressFields.map((field) => [field, address[field]]))
  const page = addressOf(paths.usage(), { ...parameters, output: address.output ?? 'csv' })
  const user = await currentUser()
  if (!user) return refuseUntilSignedIn(request, page)
  const parsed = parseUsageSearch(parameters, new Date())
  if (parsed.state !== 'accepted') {
    const [t, locale] = await Promise.all([getTranslations('usage'), getLocale()])
    const problems = parsed.state === 'refused' ? parsed.problems : []
    const reasons = problems.map((problem) => describeSearchProblem(problem, t, locale).message)
    return refuseFile(request, page, 400, reasons.join(' ') || t('download.noSearch'))
  }
  const search = await withFilter(user, parsed.search)
  return answerFile(
    request,
    user,
    { search },
    paths.usage(usageSearchParameters({ ...search, output: 'csv' })),
  )
})

export const HEAD = GET
