import type { ReactNode } from 'react'

export function PageTitle({ children }: { children: ReactNode }) {
  return <h1 className="text-28 leading-normal font-bold text-ink">{children}</h1>
}
