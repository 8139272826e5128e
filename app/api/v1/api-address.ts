import { getLocale } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import { logFailure } from '@/app/log-failure'
import { currentApiUser, type ApiUser, type RequestsLeft } from '@/lib/auth/api-user'
import { keyRequestsMax, keyWindowSeconds } from '@/lib/auth/key-limits'
import { PortalError, refusalAnswer } from '@/lib/errors'
import { failureProblem, problemOf, problemType, type Problem } from '@/lib/http/problem'
import { refusalOfFailure } from '@/lib/http/request-failure'
import { ParameterError } from './parameter-error'

type Answer<Context> = (request: NextRequest, context: Context) => Promise<Response>
type KeyedAnswer<Context> = (request: NextRequest, user: ApiUser, context: Context) => Promise<Response>

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof methods)[number]

/**
 * An address for programs that needs a key: the handlers of all methods, of which those that are not given are refused.
 * HEAD is answered as GET is. Errors are problem details (RFC 9457) in the language of Accept-Language. Each answer to a
 * key says what is left of its limit.
 */
export function apiAddress<Context>(
  answers: Partial<Record<'GET' | 'POST' | 'DELETE', KeyedAnswer<Context>>>,
) {
  const keyed = Object.entries(answers).map(([method, answer]) => [
    method,
    async (request: NextRequest, context: Context) => {
      const { user, left } = await currentApiUser(request)
      const response = await answer(request, user, context).catch((error: unknown) => refuse(error))
      sayWhatIsLeft(response.headers, left)
      return response
    },
  ])
  return openApiAddress(Object.fromEntries(keyed) as Partial<Record<Method, Answer<Context>>>)
}

/** As draft-ietf-httpapi-ratelimit-headers-10 has it. */
function sayWhatIsLeft(headers: Headers, { requests, seconds }: RequestsLeft): void {
  headers.set('RateLimit-Policy', `"key";q=${keyRequestsMax};w=${keyWindowSeconds}`)
  headers.set('RateLimit', `"key";r=${requests};t=${seconds}`)
}

/** The same for one that anybody may ask for. */
export function openApiAddress<Context>(given: Partial<Record<Method, Answer<Context>>>) {
  const answers = given.GET ? { ...given, HEAD: given.GET } : given
  const allowed = methods.filter((method) => answers[method]).join(', ')
  const answerOf = (method: Method) => async (request: NextRequest, context: Context) => {
    try {
      const answer = answers[method]
      if (answer) return await answer(request, context)
      return await refuse(new PortalError({ code: 'methodNotAllowed' }), { Allow: allowed })
    } catch (error) {
      return refuse(error)
    }
  }
  return Object.fromEntries(methods.map((method) => [method, answerOf(method)])) as Record<
    Method,
    Answer<Context>
  >
}

async function refuse(error: unknown, more: Record<string, string> = {}): Promise<Response> {
  const locale = await getLocale()
  const refusal = refusalOfFailure(error)
  if (!refusal) return problemResponse(failureProblem(logFailure(error), locale))
  const errors = error instanceof ParameterError ? { errors: error.problems } : {}
  const { headers } = refusalAnswer(refusal)
  return problemResponse({ ...problemOf(refusal, locale), ...errors }, { ...headers, ...more })
}

const problemResponse = (problem: Problem, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'Content-Type': problemType, 'Cache-Control': 'no-store', ...headers },
  })
