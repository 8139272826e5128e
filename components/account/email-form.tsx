'use client'

import { ActionForm } from '@/components/form/action-form'
import { controlClass, Field } from '@/components/form/field'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'

const fields = ['oldEmail', 'newEmail', 'newEmailAgain'] as const

interface EmailFormProps {
  startChange: FormAction
  /** As in `ActionForm`. */
  account: string
  texts: Record<(typeof fields)[number] | 'submit', string>
}

/** The first step of 第二認証パスワード送付用メールアドレス変更. */
export function EmailForm({ startChange, account, texts }: EmailFormProps) {
  const { form, isPending, values, errorOf } = useFormAction(startChange)
  return (
    <ActionForm {...form} account={account} className="flex flex-col gap-6">
      {fields.map((field) => (
        <Field key={field} name={field} label={texts[field]} isRequired error={errorOf(field)}>
          {(control) => (
            <input
              {...control}
              type="email"
              className={controlClass}
              defaultValue={values[field]}
              autoComplete={field === 'newEmailAgain' ? 'off' : 'email'}
              required
            />
          )}
        </Field>
      ))}
      <Button aria-disabled={isPending} className="self-start">
        {texts.submit}
      </Button>
    </ActionForm>
  )
}
