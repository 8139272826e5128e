import type { ComponentProps } from 'react'
import { controlClass, Field } from './field'

interface PasswordFieldProps {
  name: string
  label: string
  hint?: string
  error?: string
  /** A new one, which a password manager may make; otherwise the present one. */
  isNew?: boolean
  /** What describes it beside its hint and its error. */
  describedBy?: string
  onChange?: ComponentProps<'input'>['onChange']
}

/** Takes a password: it is never shown, and never sent back. */
export function PasswordField({ isNew, describedBy, onChange, ...field }: PasswordFieldProps) {
  return (
    <Field {...field} isRequired>
      {(control) => (
        <input
          {...control}
          aria-describedby={[control['aria-describedby'], describedBy].filter(Boolean).join(' ') || undefined}
          type="password"
          className={controlClass}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          onChange={onChange}
          required
        />
      )}
    </Field>
  )
}

/** Says to password managers whose password a form takes, where the user ID is no field of it. */
export function PasswordOwner({ userId }: { userId: string }) {
  return <input type="hidden" name="username" autoComplete="username" value={userId} readOnly />
}
