import { eventOf, eventSql, type RequestSource } from '@/lib/audit/record-event'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { Prisma } from '@/lib/db/generated/client'
import { getPrisma } from '@/lib/db/prisma'
import { rowAsJson } from '@/lib/db/statement'
import type { UsageSpan, UsageTotals } from './count'
import type { UsageCursor, UsageKey } from './cursor'
import { pageSql, usagePage, type PageRow, type UsagePage } from './read-page'

/** The destinations of a call, as its page shows them: all of one moment of the data. */
export interface OpenedCall {
  asOf: Date
  /** Exact figures of all of them: the rows of the page and of its file. */
  totals: UsageTotals
  /** Absent where it has none. */
  span?: UsageSpan
  /** Absent where the cursor names no page. */
  page?: UsagePage
}

interface CallTotalsRow {
  records: number
  sentPages: string
  billedPages: string
  charge: string
  first: string | null
  last: string | null
}

/**
 * Opens the destinations of a call of the user's own contract for the screen (呼指定宛先毎検索), ordered by 発信日時,
 * then destination number, at the page that a cursor names. The first page is noted in the audit trail, in the same
 * statement (docs/decisions/0039).
 */
export async function openCall(
  user: SignedInUser,
  { callId, calledAt }: UsageKey,
  cursor: UsageCursor | undefined,
  source: RequestSource,
  now: Date,
): Promise<OpenedCall> {
  const scope = { contractNumber: user.contractNumber, kind: 'destination', callId } as const
  const event = {
    ...eventOf(user, source, now),
    kind: 'callViewed',
    detail: { callId: String(callId), calledAt: calledAt.toISOString() },
  } as const
  const [row] = await getPrisma().$queryRaw<{ page: string; totals: string }[]>`
    ${cursor ? Prisma.empty : Prisma.sql`WITH noted AS (${eventSql(event)})`}
    SELECT ${rowAsJson(pageSql(scope, cursor))} AS page, ${rowAsJson(callTotalsSql(user, callId))} AS totals`
  return {
    ...callTotals(JSON.parse(row!.totals) as CallTotalsRow),
    asOf: now,
    page: usagePage(JSON.parse(row!.page) as PageRow, cursor),
  }
}

const callTotalsSql = ({ contractNumber }: SignedInUser, callId: bigint) => Prisma.sql`
  SELECT count(*)::int AS records, coalesce(sum(sent_pages), 0)::text AS "sentPages",
         coalesce(sum(billed_pages), 0)::text AS "billedPages", coalesce(sum(charge), 0)::text AS charge,
         min(called_at) AS first, max(called_at) AS last
  FROM usage_destination WHERE contract_number = ${contractNumber} AND call_id = ${callId}`

function callTotals(row: CallTotalsRow): Pick<OpenedCall, 'totals' | 'span'> {
  return {
    totals: {
      records: row.records,
      destinations: BigInt(row.records),
      acceptedPages: 0n,
      sentPages: BigInt(row.sentPages),
      billedPages: BigInt(row.billedPages),
      charge: BigInt(row.charge),
    },
    span: row.first && row.last ? { first: new Date(row.first), last: new Date(row.last) } : undefined,
  }
}
