'use client'

import type { ReactNode } from 'react'
import { ActionForm } from './action-form'
import { HiddenFields } from './hidden-fields'
import { useFormAction, type FormAction } from './use-form-action'

interface ButtonFormProps {
  send: FormAction
  /** As in `ActionForm`. */
  account: string | null
  /** What the form sends besides its button. */
  hidden?: Record<string, string>
  className?: string
  errorsClassName?: string
  /** The button, and what stands beside it. */
  children: ReactNode
}

/** A form in which nothing is typed. */
export function ButtonForm({ send, account, hidden = {}, children, ...looks }: ButtonFormProps) {
  const { form } = useFormAction(send)
  return (
    <ActionForm {...form} account={account} {...looks}>
      <HiddenFields fields={hidden} />
      {children}
    </ActionForm>
  )
}
