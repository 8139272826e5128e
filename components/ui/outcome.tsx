'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { Notice } from './notice'

interface OutcomeProps {
  kind: 'success' | 'information'
  children: ReactNode
}

/**
 * What an action has done, on the page that it leads to. A region that comes with its words is not read out by every
 * screen reader, so the focus goes to it.
 */
export function Outcome({ kind, children }: OutcomeProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} role="status" tabIndex={-1}>
      <Notice kind={kind}>{children}</Notice>
    </div>
  )
}
