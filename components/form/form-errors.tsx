'use client'

import { useEffect, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { ErrorSummary, type FieldError } from './error-summary'

/** What was wrong with a form, above it; brought into view, for the button that was pressed may stand a screen below. */
export function FormErrors({ errors, className }: { errors: FieldError[]; className?: string }) {
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) top.current?.scrollIntoView({ block: 'nearest' })
  }, [errors])
  return (
    <div ref={top} className={classNames('scroll-mt-4 empty:hidden', className)}>
      <ErrorSummary errors={errors} />
    </div>
  )
}
