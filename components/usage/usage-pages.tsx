import type { ReactNode } from 'react'
import { PagedRecords } from '@/components/table/paged-records'
import { formatCursor } from '@/lib/usage/cursor'
import type { UsagePage } from '@/lib/usage/read-page'

interface UsagePagesProps {
  page: UsagePage
  /** The address of the page that a cursor names. */
  address: (cursor: string) => string
  children: ReactNode
}

/** The table of a usage result with the ways to its other pages. */
export function UsagePages({ page, address, children }: UsagePagesProps) {
  const { records, recordsBefore, back, next } = page
  const cursors = { back: back && formatCursor(back), next: next && formatCursor(next) }
  return (
    <PagedRecords page={{ records, recordsBefore, ...cursors }} address={address}>
      {children}
    </PagedRecords>
  )
}
