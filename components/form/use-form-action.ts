'use client'

import { useTranslations } from 'next-intl'
import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { useActionState, useState, useTransition, type SubmitEventHandler } from 'react'
import { requestFormReset } from 'react-dom'
import type { FormState } from './error-summary'

/** The action of a form: takes its last answer and the form, and answers in the one shape of all forms. */
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

const untouched: FormState & { isAnswered?: false } = { errors: [], values: {}, isAnswered: false }

/**
 * What a form needs to send itself, with or without JavaScript, and to show the answer. A form that was answered is
 * reset to what the answer says. One whose answer never came keeps everything that was typed, and says so: React
 * would put the error page in its place.
 */
export function useFormAction(send: FormAction) {
  const t = useTranslations('frame')
  // Without JavaScript the browser posts the form, and this has the answer.
  const [posted, action] = useActionState<FormState & { isAnswered?: false }, FormData>(send, untouched)
  const [answer, setAnswer] = useState<FormState>()
  const [isPending, startSending] = useTransition()
  const state = answer ? { ...answer, isAnswered: true } : { isAnswered: true, ...posted }

  async function sendForm(element: HTMLFormElement, form: FormData) {
    try {
      const answered = await send(state, form)
      startSending(() => {
        requestFormReset(element)
        setAnswer(answered)
      })
    } catch (error) {
      // A redirect is such an error too.
      unstable_rethrow(error)
      const message = describeFailure(error, t)
      startSending(() => setAnswer({ errors: [{ message }], values: state.values }))
    }
  }

  const onSubmit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault()
    // A second press while the first is on its way is no second try: it would count as one.
    if (isPending) return
    const element = event.currentTarget
    const form = new FormData(element, event.submitter)
    startSending(() => sendForm(element, form))
  }

  const errorOf = (field: string) => state.errors.find((error) => error.field === field)?.message
  return { ...state, form: { action, onSubmit, errors: state.errors }, isPending, errorOf }
}

/** Says why no answer came: the server is of another version and does not know the form, it failed, it was not reached, or something else answered in its place. */
function describeFailure(error: unknown, t: ReturnType<typeof useTranslations<'frame'>>): string {
  if (unstable_isUnrecognizedActionError(error)) return t('renewed')
  const { digest: id } = error as { digest?: string }
  if (id !== undefined) return t('failed', { id })
  // `fetch` fails with a TypeError where there is no connection.
  return error instanceof TypeError || !navigator.onLine ? t('unreachable') : t('unclear')
}
