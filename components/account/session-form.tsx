'use client'

import type { ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { controlClass, Field } from '@/components/form/field'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'

interface SessionFormProps {
  end: FormAction
  /** As in `ActionForm`. */
  account: string
  /** For password managers: whose password it is. */
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
      <input type="hidden" name="username" autoComplete="username" value={userId} readOnly />
      <div className="max-w-xl">
        <Field
          name="password"
          label={texts.password}
          hint={texts.passwordHint}
          isRequired
          error={errorOf('password')}
        >
          {(control) => (
            <input
              {...control}
              type="password"
              className={controlClass}
              autoComplete="current-password"
              required
            />
          )}
        </Field>
      </div>
      {/* First of the buttons: the Enter key in the field presses it. */}
      <Button name="which" value="all" variant="outline" aria-disabled={isPending} className="self-start">
        {texts.endOthers}
      </Button>
      {children}
    </ActionForm>
  )
}
