import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'

/** What a control inside a field must carry so that label, hint and error belong to it. */
export interface ControlProps {
  id: string
  name: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

interface FieldProps {
  name: string
  label: string
  hint?: string
  /** The message of the first error of the field. */
  error?: string
  isRequired?: boolean
  children: (control: ControlProps) => ReactNode
}

/** Owns what surrounds any control: label, 必須 badge, hint, error and the aria attributes that tie them. */
export function Field({ name, label, hint, error, isRequired, children }: FieldProps) {
  const t = useTranslations('frame')
  const hintId = hint ? `${name}-hint` : undefined
  const errorId = error ? `${name}-error` : undefined
  const describedBy = [hintId, errorId].filter(Boolean).join(' ') || undefined
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={name} className="font-bold">
        {label}
        {isRequired && <span className="ml-2 text-14 font-normal text-danger">※{t('required')}</span>}
      </label>
      {hint && (
        <p id={hintId} className="text-14 text-quiet">
          {hint}
        </p>
      )}
      {children({ id: name, name, 'aria-describedby': describedBy, ...(error && { 'aria-invalid': true }) })}
      {error && (
        <p id={errorId} className="text-14 text-danger">
          <span className="font-bold">{t('error')}</span> {error}
        </p>
      )}
    </div>
  )
}

/** The look of a control of one line. */
export const controlClass =
  'min-h-12 w-full rounded-8 border border-control bg-page px-4 py-2 text-16 text-ink hover:border-ink aria-invalid:border-danger aria-invalid:border-2'
