import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { codeChoices, type CodeChoice } from './code-choices'
import type { CodedCondition } from './conditions'
import { countUsageByKind, readSpan, type UsageSpan } from './count'
import { formatCursor } from './cursor'
import { keepSearch } from './last-choices'
import { loadedDays, type LoadedDays } from './loaded-days'
import { outputRecordsMax } from './outputs'
import { periodInstants } from './period'
import { preflightOf, type Preflight } from './preflight'
import { readPage, type UsagePage } from './read-page'
import { readSeenLoad } from './seen-load'
import { usageSearchParameters, type UsageKind, type UsageSearch, type UsageSearchProblem } from './search'

/** What a search found, all of one moment of the data. */
export interface SearchResult {
  asOf: Date
  days: LoadedDays
  /** With offers of the kind that was asked for alone. */
  preflight: Record<UsageKind, Preflight>
  /** What the coded columns have in its period. */
  choices: Record<CodedCondition, CodeChoice[]>
  /** Absent where there are no records. */
  span?: UsageSpan
  /** The page that the cursor names; of searches for the screen alone. */
  page?: UsagePage
  problems: UsageSearchProblem[]
}

/**
 * Runs a search of the user's own contract: its exact totals, what its output can hold, and for the screen the page
 * that its cursor names. A search is noted in the audit trail, pages that a cursor names are not.
 *
 * All of it is one transaction (docs/decisions/0055): figures and rows are of one moment, and a search without its note
 * is not shown. What was searched is kept as the account's last choice.
 * @returns `problems` instead of a page where the cursor names none.
 */
export async function runSearch(
  user: AccountUser,
  search: UsageSearch,
  source: RequestSource,
  now: Date,
): Promise<SearchResult> {
  const { by, output } = search
  const isForScreen = output === 'screen'
  const cursor = isForScreen ? search.cursor : undefined
  const scope = {
    contractNumber: user.contractNumber,
    masksNumbers: user.masksNumbers,
    callers: user.callers,
    kind: by,
    period: periodInstants(search),
    sort: search.sort,
    conditions: search.filter?.conditions,
  }
  const recordsMax = outputRecordsMax[output]
  const result = await getPrisma().$transaction(
    async (db) => {
      // Records before totals: a purge locks their tables in this order, and has dropped from both or from neither.
      const page = isForScreen ? await readPage(db, scope, cursor) : undefined
      const span = await readSpan(db, scope)
      const counted = await countUsageByKind(user, search, { hoursOf: { kinds: [by], recordsMax } }, db)
      const days = await loadedDays(now, db, await readSeenLoad(user.contractNumber, db))
      if (!cursor)
        await recordEvent(db, {
          ...eventOf(user, source, now),
          kind: 'search',
          detail: usageSearchParameters(search),
        })
      return {
        asOf: now,
        days,
        preflight: preflightOf(search, recordsMax, counted),
        choices: codeChoices(counted.codes, search),
        span,
        page,
      }
    },
    { isolationLevel: 'RepeatableRead' },
  )
  if (!cursor) await keepSearch(user, search)
  if (result.page || !isForScreen) return { ...result, problems: [] }
  const value = cursor ? formatCursor(cursor) : ''
  return { ...result, problems: [{ field: 'cursor', code: 'unknownValue', value }] }
}
