'use client'

import { ErrorSummary } from '@/components/form/error-summary'
import { controlClass, Field } from '@/components/form/field'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'

const fields = ['oldEmail', 'newEmail', 'newEmailAgain'] as const

interface EmailFormProps {
  startChange: FormAction
  texts: Record<(typeof fields)[number] | 'submit', string>
}

/** The first step of 第二認証パスワード送付用メールアドレス変更. */
export function EmailForm({ startChange, texts }: EmailFormProps) {
  const { form, isPending, errors, values, errorOf } = useFormAction(startChange)
  return (
    <form {...form} className="flex flex-col gap-5">
      <ErrorSummary errors={errors} />
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
    </form>
  )
}
