import type { ComponentProps } from 'react'
import { AccountField } from './account-field'
import type { FieldError } from './error-summary'
import { FormErrors } from './form-errors'

interface ActionFormProps extends ComponentProps<'form'> {
  /** The account that the form is shown to, from lib/auth/form-account.ts; null outside of the sign-in. */
  account: string | null
  /** Like `action` and `onSubmit` from `useFormAction`. */
  errors: FieldError[]
  errorsClassName?: string
}

/** A form that changes something: it says whose it is, and what was wrong above all else. */
export function ActionForm({ account, errors, errorsClassName, children, ...form }: ActionFormProps) {
  return (
    <form noValidate {...form}>
      <FormErrors errors={errors} className={errorsClassName} />
      <AccountField account={account} />
      {children}
    </form>
  )
}
