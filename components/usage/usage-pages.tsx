import type { ReactNode } from 'react'
import { PagedRecords } from '@/components/table/paged-records'
import { formatCursor } from '@/lib/usage/cursor'
import type { UsagePage } from '@/lib/usage/read-page'
import type { UsageKind } from '@/lib/usage/search'
import { UsageTable } from './usage-table'

interface UsagePagesProps {
  kind: UsageKind
  page: UsagePage
  /** The address of the page that a cursor names. */
  address: (cursor: string) => string
  /** As in `PagedRecords`. */
  beside?: ReactNode
  /** As in `UsageTable`. */
  callAddress?: (callId: bigint) => string
}

/** The rows of a result, with the ways to the pages before and after them. */
export function UsagePages({ kind, page, address, beside, callAddress }: UsagePagesProps) {
  const { records, recordsBefore, back, next } = page
  return (
    <PagedRecords
      page={{
        recordsBefore,
        recordsShown: records.length,
        back: back && formatCursor(back),
        next: next && formatCursor(next),
      }}
      address={address}
      beside={beside}
    >
      <UsageTable kind={kind} page={page} callAddress={callAddress} />
    </PagedRecords>
  )
}
