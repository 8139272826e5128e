'use client'

import { useActionState, type FormEvent } from 'react'
import type { FormState } from './error-summary'

/** The action of a form: takes its last answer and the form, and answers in the one shape of all forms. */
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

const untouched: FormState & { isAnswered?: false } = { errors: [], values: {}, isAnswered: false }

/** What a form needs to send itself, with or without JavaScript, and to show the answer. */
export function useFormAction(send: FormAction) {
  const [state, action, isPending] = useActionState<FormState & { isAnswered?: false }, FormData>(
    send,
    untouched,
  )
  const errorOf = (field: string) => state.errors.find((error) => error.field === field)?.message
  /** A second press while the first is on its way is no second try: it would count as one. */
  const onSubmit = (event: FormEvent) => {
    if (isPending) event.preventDefault()
  }
  return {
    ...state,
    form: { action, onSubmit, noValidate: true },
    isPending,
    isAnswered: state.isAnswered ?? true,
    errorOf,
  }
}
