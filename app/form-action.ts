import { currentRequest } from '@/lib/http/current-request'
import { setResponseStatus } from '@/lib/http/response-status'

/**
 * An action that a form calls. Anybody may call one with arguments that no form gives: that is answered with 400 and
 * nothing done.
 * @param act takes the form last, as Next.js gives it.
 */
export function formAction<Before extends unknown[], Result>(
  act: (...args: [...Before, FormData]) => Promise<Result>,
): (...args: [...Before, FormData]) => Promise<Result> {
  return async (...args) => {
    const request = currentRequest()
    if (request) request.isUnreadForm = false
    if (args.length === Math.max(act.length, 1) && args.at(-1) instanceof FormData) return act(...args)
    setResponseStatus(400)
    return undefined as Result
  }
}
