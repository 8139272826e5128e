import { getTranslations } from 'next-intl/server'
import { unstable_rethrow } from 'next/navigation'
import type { FormState } from '@/components/form/error-summary'
import type { FormAction } from '@/components/form/use-form-action'
import { PortalError, refusalAnswer, refusalText } from '@/lib/errors'
import { currentRequest } from '@/lib/http/current-request'
import { refusalOfFailure } from '@/lib/http/request-failure'
import { setResponseStatus } from '@/lib/http/response-status'

/**
 * An action that a form calls; its form shows a refusal in its words. Anybody may call an action with arguments that
 * no form gives: those are refused.
 */
export function formAction(act: (form: FormData) => Promise<FormState>): FormAction {
  return async (...args) => {
    const request = currentRequest()
    if (request) request.isUnreadForm = false
    const form: unknown = args[1]
    try {
      if (args.length !== 2 || !(form instanceof FormData)) throw new PortalError({ code: 'badRequest' })
      return await act(form)
    } catch (error) {
      unstable_rethrow(error)
      const refusal = refusalOfFailure(error)
      if (!refusal) throw error
      setResponseStatus(refusalAnswer(refusal).status)
      return { errors: [{ message: refusalText(await getTranslations('refusals'), refusal) }], values: {} }
    }
  }
}
