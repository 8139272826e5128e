import { eventOf, eventSql, type RequestSource } from '@/lib/audit/record-event'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { Prisma } from '@/lib/db/generated/client'
import { getPrisma } from '@/lib/db/prisma'
import { rowAsJson, rowsAsJson } from '@/lib/db/statement'
import { countedUsage, countSql, type CountRow, type UsageSpan } from './count'
import { formatCursor } from './cursor'
import { daysOf, loadedDaysSql, type LoadedDays, type LoadedDaysRow } from './loaded-days'
import { outputRecordsMax } from './outputs'
import { periodInstants } from './period'
import { preflightOf, type Preflight } from './preflight'
import { pageSql, usagePage, type PageRow, type UsagePage } from './read-page'
import { usageSearchParameters, type UsageKind, type UsageSearch, type UsageSearchProblem } from './search'

/** What a search found, all of one moment of the data. */
export interface FoundUsage {
  asOf: Date
  days: LoadedDays
  /** With offers of the kind that was asked for alone. */
  preflight: Record<UsageKind, Preflight>
  /** Absent where there are no records. */
  span?: UsageSpan
  /** The page that the cursor names; of searches for the screen alone. */
  page?: UsagePage
  problems: UsageSearchProblem[]
}

/** What one statement tells, each as JSON. */
interface FoundRow {
  page: string | null
  counted: string | null
  days: string
}

/**
 * Runs a search of the user's own contract: its exact totals, what its output can hold, and for the screen the page
 * that its cursor names. A search is noted in the audit trail, pages that a cursor names are not.
 *
 * All of it is one statement (docs/decisions/0039): its figures and rows are of one moment, and a search without its
 * note is not shown.
 * @returns `problems` instead of a page where the cursor names none.
 */
export async function findUsage(
  user: SignedInUser,
  search: UsageSearch,
  source: RequestSource,
  now: Date,
): Promise<FoundUsage> {
  const cursor = search.output === 'screen' ? search.cursor : undefined
  const [row] = await getPrisma().$queryRaw<FoundRow[]>(findSql(user, search, source, now))
  const counted = countedUsage(JSON.parse(row!.counted ?? '[]') as CountRow[])
  const found = {
    asOf: now,
    days: daysOf(JSON.parse(row!.days) as LoadedDaysRow),
    preflight: preflightOf(search, outputRecordsMax[search.output], counted),
    span: counted.span,
  }
  if (row!.page === null) return { ...found, problems: [] }
  const page = usagePage(JSON.parse(row!.page) as PageRow, cursor)
  if (page) return { ...found, page, problems: [] }
  const value = cursor ? formatCursor(cursor) : ''
  return { ...found, problems: [{ field: 'cursor', code: 'unknownValue', value }] }
}

function findSql(user: SignedInUser, search: UsageSearch, source: RequestSource, now: Date): Prisma.Sql {
  const { by, output, cursor } = search
  const isForScreen = output === 'screen'
  const { contractNumber } = user
  const event = {
    ...eventOf(user, source, now),
    kind: 'search',
    detail: usageSearchParameters(search),
  } as const
  const scope = { contractNumber, kind: by, period: periodInstants(search) }
  const beside = { spanOf: by, hoursOf: { kinds: [by], recordsMax: outputRecordsMax[output] } }
  // For the screen, records before totals: a purge locks their tables in this order.
  return Prisma.sql`
    ${isForScreen && cursor ? Prisma.empty : Prisma.sql`WITH noted AS (${eventSql(event)})`}
    SELECT ${isForScreen ? rowAsJson(pageSql(scope, cursor)) : Prisma.sql`NULL`} AS page,
           ${rowsAsJson(countSql(user, search, beside))} AS counted,
           ${rowAsJson(loadedDaysSql(now))} AS days`
}
