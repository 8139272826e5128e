'use client'

import { useEffect, useRef, type ReactNode } from 'react'

interface RenewedLineProps {
  /** What is shown, as a text to compare. */
  of: string
  className?: string
  children: ReactNode
}

/**
 * A line that says what a page shows now. When that changes while the page stays, the focus comes here: it is read out
 * once, and Tab goes on from it.
 */
export function RenewedLine({ of, className, children }: RenewedLineProps) {
  const line = useRef<HTMLParagraphElement>(null)
  const shown = useRef(of)
  useEffect(() => {
    if (shown.current === of) return
    shown.current = of
    line.current?.focus()
  }, [of])
  return (
    <p ref={line} tabIndex={-1} className={className}>
      {children}
    </p>
  )
}
