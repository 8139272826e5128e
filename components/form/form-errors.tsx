'use client'

import { useEffect, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { ErrorSummary, type FieldError } from './error-summary'

/**
 * What was wrong with a form, above it. The focus goes there: the button that was pressed may stand a screen below, and
 * from here Tab leads to the fields.
 */
export function FormErrors({ errors, className }: { errors: FieldError[]; className?: string }) {
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) top.current?.focus()
  }, [errors])
  return (
    <div ref={top} tabIndex={-1} className={classNames('scroll-mt-4 empty:hidden', className)}>
      <ErrorSummary errors={errors} />
    </div>
  )
}
