'use client'

import { ActionForm } from '@/components/form/action-form'
import { controlClass, Field } from '@/components/form/field'
import { PasswordField } from '@/components/form/password-field'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'

interface LoginFormProps {
  signIn: FormAction
  /** Where to go afterwards. */
  next: string
  texts: { lead: string; userId: string; password: string; submit: string }
}

export function LoginForm({ signIn, next, texts }: LoginFormProps) {
  const { form, isPending, values, errorOf } = useFormAction(signIn)
  return (
    <ActionForm {...form} account={null} className="flex flex-col gap-6">
      <p>{texts.lead}</p>
      <input type="hidden" name="next" value={next} />
      <Field name="userId" label={texts.userId} isRequired error={errorOf('userId')}>
        {(control) => (
          <input
            {...control}
            className={controlClass}
            defaultValue={values.userId}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        )}
      </Field>
      <PasswordField name="password" label={texts.password} error={errorOf('password')} />
      <Button aria-disabled={isPending} className="self-start">
        {texts.submit}
      </Button>
    </ActionForm>
  )
}
