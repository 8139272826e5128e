'use client'

import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { controlClass, Field } from '@/components/form/field'
import { HiddenFields } from '@/components/form/hidden-fields'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import type { NameColumn, NamedNumber } from '@/lib/numbers/number-name'

interface NameFormProps {
  save: FormAction
  /** As in `ActionForm`. */
  account: string
  /** The name to change; absent where one is added. */
  name?: NamedNumber & { id: string; version: number }
  departments: string[]
  /** Where in the list to go back to. */
  place: Record<string, string>
  texts: Record<NameColumn, string> & {
    numberHint: string
    departmentHint: string
    submit: string
  }
}

const columns = ['number', 'name', 'department', 'accountCode'] as const
const suggestions = 'departments'

/**
 * Adds a name, or changes one. It sends the version that the page or its last answer showed, so that a later change by
 * somebody else is not overwritten.
 */
export function NameForm({ save, account, name, departments, place, texts }: NameFormProps) {
  const { form, isPending, values, errorOf } = useFormAction(save)
  // A page that is rendered anew behind the form, as for another language, may know a newer one.
  const [shownVersion] = useState(name?.version ?? 0)
  const hints: Partial<Record<NameColumn, string>> = {
    number: texts.numberHint,
    department: departments.length > 0 ? texts.departmentHint : undefined,
  }
  return (
    <ActionForm {...form} account={account} className="flex flex-col gap-6">
      <HiddenFields
        fields={{
          ...place,
          ...(name && { nameId: name.id }),
          version: values.version ?? String(shownVersion),
        }}
      />
      {columns.map((column) => (
        <Field
          key={column}
          name={column}
          label={texts[column]}
          hint={hints[column]}
          isRequired={column === 'number' || column === 'name'}
          error={errorOf(column)}
        >
          {(control) => (
            <input
              {...control}
              className={`${controlClass} read-only:bg-panel`}
              defaultValue={values[column] ?? name?.[column]}
              readOnly={column === 'number' && name !== undefined}
              required={column === 'number' || column === 'name'}
              list={column === 'department' ? suggestions : undefined}
              autoComplete="off"
            />
          )}
        </Field>
      ))}
      <datalist id={suggestions}>
        {departments.map((department) => (
          <option key={department} value={department} />
        ))}
      </datalist>
      <Button aria-disabled={isPending} className="self-start">
        {texts.submit}
      </Button>
    </ActionForm>
  )
}
