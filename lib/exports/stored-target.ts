import type { DownloadTarget } from '@/lib/usage/download-target'
import { parseUsageSearch } from '@/lib/usage/parse-search'
import { usageSearchParameters } from '@/lib/usage/search'

/** The columns of `export_request` that say what a set is of. */
export interface TargetRow {
  search: Record<string, string> | null
  call_id: string | null
  called_at: Date | null
  destination_no_from: number | null
  destination_no_to: number | null
  requested_at: Date
}

export const targetColumns =
  'search, call_id, called_at, destination_no_from, destination_no_to, requested_at'

/** The values of `targetColumns`, but for the last. */
export function targetValues(target: DownloadTarget): unknown[] {
  if ('search' in target) {
    const search = usageSearchParameters({ ...target.search, output: 'bulk' })
    return [JSON.stringify(search), null, null, null, null]
  }
  const { callId, calledAt, numbers } = target.call
  return [null, callId, calledAt, numbers?.from ?? null, numbers?.to ?? null]
}

/**
 * Reads what a set is of; a search by the rule that let it through when it was asked for.
 * @throws Error for what that rule did not let through.
 */
export function storedTarget(row: TargetRow): DownloadTarget {
  if (row.search === null) {
    const { destination_no_from: from, destination_no_to: to } = row
    const numbers = from === null || to === null ? undefined : { from, to }
    return { call: { callId: BigInt(row.call_id!), calledAt: row.called_at!, numbers } }
  }
  const parsed = parseUsageSearch(row.search, row.requested_at)
  if (parsed.state !== 'accepted') throw new Error('The stored search is none')
  return { search: parsed.search }
}
