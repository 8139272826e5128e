import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { codeChoices, type CodeChoice } from './code-choices'
import type { CodedCondition } from './conditions'
import { countUsageByKind, readSpan, type UsageSpan } from './count'
import { formatCursor } from './cursor'
import { keepSearch } from './last-choices'
import { loadedDays, type LoadedDays } from './loaded-days'
import { outputRecordsMax } from './outputs'
import { periodInstants } from './period'
import { preflightOf, type Preflight } from './preflight'
import { readOnReplica } from './read-on-replica'
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
 * Figures and rows are of one transaction, and a search without its note is not shown (docs/decisions/0055). Where there is
 * a replica, that transaction is of the replica if nothing was loaded or purged that it lacks; names of numbers and the note
 * are the primary's (docs/decisions/0093). What was searched is kept as the account's last choice.
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
  // Records before totals: a purge locks their tables in this order, and has dropped from both or from neither.
  const read = async (db: Database, namesFrom: Database) => {
    const page = isForScreen ? await readPage(db, scope, cursor, namesFrom) : undefined
    const span = await readSpan(db, scope)
    const counted = await countUsageByKind(user, search, { hoursOf: { kinds: [by], recordsMax } }, db)
    const days = await loadedDays(now, db, await readSeenLoad(user.contractNumber, db))
    return {
      asOf: now,
      days,
      preflight: preflightOf(search, recordsMax, counted),
      choices: codeChoices(counted.codes, search),
      span,
      page,
    }
  }
  const note = async (db: Database) => {
    if (cursor) return
    const detail = usageSearchParameters(search)
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'search', detail })
  }
  const result =
    (await readOnReplica((db) => read(db, getPrisma()), note)) ??
    (await getPrisma().$transaction(
      async (db) => {
        const found = await read(db, db)
        await note(db)
        return found
      },
      { isolationLevel: 'RepeatableRead' },
    ))
  if (!cursor) await keepSearch(user, search)
  if (result.page || !isForScreen) return { ...result, problems: [] }
  const value = cursor ? formatCursor(cursor) : ''
  return { ...result, problems: [{ field: 'cursor', code: 'unknownValue', value }] }
}
