'use client'

import type { KeyboardEvent, ReactNode } from 'react'

const steps: Record<string, (place: number, count: number) => number> = {
  ArrowLeft: (place) => place - 1,
  ArrowUp: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  ArrowDown: (place) => place + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/**
 * A group of links at which the Tab key stops once: arrows, Home and End lead from link to link. One of its links has
 * `tabIndex` 0, the others -1. Without JavaScript the keyboard reaches that one alone, so a page that uses the group
 * offers the other links a second time.
 */
export function ArrowKeys({
  label,
  className,
  children,
}: {
  label: string
  className: string
  children: ReactNode
}) {
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const links = [...event.currentTarget.querySelectorAll('a')]
    const place = links.findIndex((link) => link === document.activeElement)
    const next = links[step(place, links.length)]
    if (place < 0 || !next) return
    event.preventDefault()
    for (const link of links) link.setAttribute('tabindex', link === next ? '0' : '-1')
    next.focus()
  }
  return (
    <div role="group" aria-label={label} className={className} onKeyDown={move}>
      {children}
    </div>
  )
}
