import type { FormState } from '@/components/form/error-summary'
import type { FormAction } from '@/components/form/use-form-action'
import { currentRequest } from '@/lib/http/current-request'
import { setResponseStatus } from '@/lib/http/response-status'

/** Answers what no form of the portal sends: 400, and nothing done. */
export function refuseForm(): FormState {
  setResponseStatus(400)
  return { errors: [], values: {} }
}

/** An action that a form calls. Anybody may call one with arguments that no form gives: those are refused. */
export function formAction(act: (form: FormData) => Promise<FormState>): FormAction {
  return async (...args) => {
    const request = currentRequest()
    if (request) request.isUnreadForm = false
    const form: unknown = args[1]
    return args.length === 2 && form instanceof FormData ? act(form) : refuseForm()
  }
}
