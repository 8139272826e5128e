import { getLocale, getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { withErrorResponse } from '@/app/with-error-response'
import { describeSearchProblem } from '@/components/usage/describe-search-problem'
import { preflightJson, type PreflightAnswer } from '@/components/usage/preflight-answer'
import { currentUser } from '@/lib/auth/require-user'
import { withFilter } from '@/lib/usage/filters'
import { preflight } from '@/lib/usage/preflight'
import { parseUsageSearch } from '@/lib/usage/parse-search'

/** What a search would give, for the form whose values are being changed. */
export const GET = withErrorResponse(async (request: NextRequest): Promise<Response> => {
  const user = await currentUser()
  if (!user) return answer({ state: 'signedOut' }, 401)
  const parsed = parseUsageSearch(addressParameters(request), new Date())
  if (parsed.state === 'accepted') {
    const search = await withFilter(user, parsed.search)
    return answer({ state: 'counted', search, preflight: await preflight(user, search, search.output) })
  }
  const [t, locale] = await Promise.all([getTranslations('usage'), getLocale()])
  const problems = parsed.state === 'refused' ? parsed.problems : []
  return answer({
    state: 'refused',
    messages: problems.map((problem) => describeSearchProblem(problem, t, locale).message),
  })
})

const answer = (body: PreflightAnswer, status = 200) =>
  new Response(preflightJson(body), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
