import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import { countUsage, type UsageTotals } from './count'
import { formatCursor } from './cursor'
import { readUsagePage, type UsagePage } from './read-page'
import { usageSearchParameters, type UsageSearch, type UsageSearchProblem } from './search'

/**
 * Runs a search of the user's own contract for the screen: its exact totals and the page that its cursor names.
 * The first page of a search is noted in the audit trail.
 * @returns `problems` instead of a page where the cursor names none.
 */
export async function findUsage(
  user: SignedInUser,
  search: UsageSearch,
  source: RequestSource,
  now: Date,
): Promise<{ totals: UsageTotals; page?: UsagePage; problems: UsageSearchProblem[] }> {
  const event = { ...eventOf(user, source, now), kind: 'search' } as const
  const [totals, page] = await Promise.all([
    countUsage(user, search, search.by),
    readUsagePage(user, search),
    search.cursor ? undefined : recordEvent(getPool(), { ...event, detail: usageSearchParameters(search) }),
  ])
  if (page) return { totals, page, problems: [] }
  const value = search.cursor ? formatCursor(search.cursor) : ''
  return { totals, problems: [{ field: 'cursor', code: 'unknownValue', value }] }
}
