import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import type { UsageSpan } from './count'
import { formatCursor } from './cursor'
import { preflightAndSpan, type Preflight } from './preflight'
import { readUsagePage, type UsagePage } from './read-page'
import { usageSearchParameters, type UsageKind, type UsageSearch, type UsageSearchProblem } from './search'

/** What a search found. */
export interface FoundUsage {
  asOf: Date
  /** With offers of the kind that was asked for alone. */
  preflight: Record<UsageKind, Preflight>
  /** Absent where there are no records. */
  span?: UsageSpan
  /** The page that the cursor names; of searches for the screen alone. */
  page?: UsagePage
  problems: UsageSearchProblem[]
}

/**
 * Runs a search of the user's own contract: its exact totals, what its output can hold, and for the screen the page
 * that its cursor names. The first page of a search is noted in the audit trail.
 * @returns `problems` instead of a page where the cursor names none.
 */
export async function findUsage(
  user: SignedInUser,
  search: UsageSearch,
  source: RequestSource,
  now: Date,
): Promise<FoundUsage> {
  const event = { ...eventOf(user, source, now), kind: 'search' } as const
  const isForScreen = search.output === 'screen'
  const [counted, page] = await Promise.all([
    preflightAndSpan(user, search),
    isForScreen ? readUsagePage(user, search) : undefined,
    search.cursor ? undefined : recordEvent(getPool(), { ...event, detail: usageSearchParameters(search) }),
  ])
  const answer = { asOf: now, ...counted }
  if (page || !isForScreen) return { ...answer, page, problems: [] }
  const value = search.cursor ? formatCursor(search.cursor) : ''
  return { ...answer, problems: [{ field: 'cursor', code: 'unknownValue', value }] }
}
