'use client'

import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import { ActionForm } from './action-form'
import { controlClass, Field } from './field'
import { useFormAction, type FormAction } from './use-form-action'

interface OneFieldFormProps {
  send: FormAction
  /** As in `ActionForm`. */
  account: string
  name: string
  /** What is in the field at first. */
  initial?: string
  texts: { label: string; hint?: string; submit: string }
  input?: Pick<ComponentProps<'input'>, 'type' | 'inputMode' | 'autoComplete'>
}

/** A form in which one line is typed. */
export function OneFieldForm({ send, account, name, initial, texts, input }: OneFieldFormProps) {
  const { form, isPending, values, errorOf } = useFormAction(send)
  return (
    <ActionForm {...form} account={account} className="flex max-w-xl flex-col gap-4">
      <Field name={name} label={texts.label} hint={texts.hint} isRequired error={errorOf(name)}>
        {(control) => (
          <input
            {...control}
            {...input}
            className={controlClass}
            defaultValue={values[name] ?? initial}
            required
          />
        )}
      </Field>
      <Button aria-disabled={isPending} className="self-start">
        {texts.submit}
      </Button>
    </ActionForm>
  )
}
