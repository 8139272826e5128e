'use client'

import type { ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { PasswordField, PasswordOwner } from '@/components/form/password-field'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'

interface SessionFormProps {
  end: FormAction
  /** As in `ActionForm`. */
  account: string
  /** Whose password it is. */
  userId: string
  texts: Record<'password' | 'passwordHint' | 'endOthers', string>
  /** The sessions, each with its button. */
  children: ReactNode
}

/** Signs other browsers out, one or all of them, after the password. */
export function SessionForm({ end, account, userId, texts, children }: SessionFormProps) {
  const { form, isPending, errorOf } = useFormAction(end)
  return (
    <ActionForm {...form} account={account} className="flex flex-col gap-6">
      <PasswordOwner userId={userId} />
      <div className="max-w-xl">
        <PasswordField
          name="password"
          label={texts.password}
          hint={texts.passwordHint}
          error={errorOf('password')}
        />
      </div>
      {/* First of the buttons: the Enter key in the field presses it. */}
      <Button name="which" value="all" variant="outline" aria-disabled={isPending} className="self-start">
        {texts.endOthers}
      </Button>
      {children}
    </ActionForm>
  )
}
