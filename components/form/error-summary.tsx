import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'

/** How every form answers: what was wrong, and what was typed, except passwords and codes. */
export interface FormState<Name extends string = string> {
  errors: FieldError[]
  values: Partial<Record<Name, string>>
  /** What was done, where something was. */
  success?: string
}

export interface FieldError {
  /** The id of the control that the error leads to; absent where no control of the page can mend it. */
  field?: string
  message: string
}

/** All errors of a form above it, each a link to its field. */
export function ErrorSummary({ errors }: { errors: FieldError[] }) {
  const t = useTranslations('frame')
  if (errors.length === 0) return null
  const hasFields = errors.some(({ field }) => field !== undefined)
  return (
    <Notice
      kind="error"
      role="alert"
      title={hasFields ? t('errorSummary', { count: errors.length }) : t('notDone')}
    >
      <ul className="mt-2 list-disc pl-6">
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field ? (
              <a href={`#${field}`} className="text-danger underline underline-offset-[3px]">
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
