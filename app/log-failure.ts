import { currentRequest, newRequestId } from '@/lib/http/current-request'
import { log } from '@/lib/log'

const numbers = new WeakMap<object, string>()

/**
 * Logs an unexpected error, once, however many parts of one page meet it.
 * @returns the number under which the log has it: that of the request, short enough to be read out on the telephone.
 */
export function logFailure(error: unknown): string {
  const known = error instanceof Error ? numbers.get(error) : undefined
  if (known) return known
  const request = currentRequest()
  const number = request?.requestId ?? newRequestId()
  if (error instanceof Error) numbers.set(error, number)
  // A page ran: what failed is not the form that came with the request.
  if (request) request.isUnreadForm = false
  log.error({ err: error, requestId: number }, 'page failed')
  return number
}
