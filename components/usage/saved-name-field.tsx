import { controlClass, Field } from '@/components/form/field'

interface SavedNameFieldProps {
  label: string
  hint: string
  error: string | undefined
  value: string | undefined
}

/** The name of a saved search. */
export function SavedNameField({ label, hint, error, value }: SavedNameFieldProps) {
  return (
    <Field name="name" label={label} hint={hint} isRequired error={error}>
      {(control) => (
        <input
          {...control}
          type="text"
          required
          autoComplete="off"
          defaultValue={value}
          className={controlClass}
        />
      )}
    </Field>
  )
}
