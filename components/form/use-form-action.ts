'use client'

import { useActionState } from 'react'
import type { FormState } from './error-summary'

/** The action of a form: takes its last answer and the form, and answers in the one shape of all forms. */
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

/** What a form needs to send itself, with or without JavaScript, and to show the answer. */
export function useFormAction(send: FormAction) {
  const [state, action, isPending] = useActionState(send, { errors: [], values: {} })
  const errorOf = (field: string) => state.errors.find((error) => error.field === field)?.message
  return { ...state, action, isPending, errorOf }
}
