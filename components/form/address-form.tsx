'use client'

import { useTranslations } from 'next-intl'
import { useState, type ComponentProps, type SubmitEventHandler } from 'react'
import type { FieldError } from './error-summary'
import { FormErrors } from './form-errors'

/**
 * A form that leads to an address, its fields in it: GET, so that the result can be kept and gone back to. Where the
 * browser knows that it is offline, the form stays with what was chosen in it, and says so.
 */
export function AddressForm({ onSubmit, children, ...form }: ComponentProps<'form'> & { action: string }) {
  const t = useTranslations('frame')
  const [errors, setErrors] = useState<FieldError[]>([])
  const submit: SubmitEventHandler<HTMLFormElement> = (event) => {
    setErrors(navigator.onLine ? [] : [{ message: t('unreachable') }])
    if (navigator.onLine) onSubmit?.(event)
    else event.preventDefault()
  }
  return (
    <form {...form} onSubmit={submit}>
      <FormErrors errors={errors} />
      {children}
    </form>
  )
}
