'use client'

import { ActionForm } from '@/components/form/action-form'
import { controlClass, Field } from '@/components/form/field'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'

interface NameSearchFormProps {
  search: FormAction
  /** As in `ActionForm`. */
  account: string
  /** What is searched for now. */
  text: string | undefined
  texts: Record<'title' | 'text' | 'hint' | 'submit', string>
}

/** Searches the list. A form that is posted, unlike others that search: a number must not stand in an address. */
export function NameSearchForm({ search, account, text, texts }: NameSearchFormProps) {
  const { form, isPending, values, errorOf } = useFormAction(search)
  return (
    <ActionForm {...form} account={account} aria-label={texts.title} role="search" className="print:hidden">
      <div className="flex flex-wrap items-end gap-4">
        <div className="grow sm:max-w-xl">
          <Field name="text" label={texts.text} hint={texts.hint} error={errorOf('text')}>
            {(control) => (
              <input
                {...control}
                type="search"
                defaultValue={values.text ?? text}
                autoComplete="off"
                className={controlClass}
              />
            )}
          </Field>
        </div>
        <Button variant="outline" aria-disabled={isPending}>
          {texts.submit}
        </Button>
      </div>
    </ActionForm>
  )
}
