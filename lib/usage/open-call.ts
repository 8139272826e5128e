import { eventOf, eventSql, type RequestSource } from '@/lib/audit/record-event'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { Prisma } from '@/lib/db/generated/client'
import { getPrisma } from '@/lib/db/prisma'
import { rowAsJson } from '@/lib/db/statement'
import { callSets, type CallSet } from './call-sets'
import { callTotalsSql, countedCall, type CallTotalsRow, type CountedCall } from './count-call'
import type { UsageCursor, UsageKey } from './cursor'
import { outputFit } from './outputs'
import { pageSql, usagePage, type PageRow, type UsagePage } from './read-page'
import { fileLoss } from './shift-jis-loss'

/** The destinations of a call, as its page shows them: rows and figures of one moment of the data. */
export interface OpenedCall extends CountedCall {
  asOf: Date
  /** Where one bulk export does not hold them: those that do. */
  sets?: CallSet[]
  /** Absent where the cursor names no page. */
  page?: UsagePage
  /** Characters of its text file that Shift_JIS does not have, see `fileLoss`; counted for the first page alone. */
  charactersLost: number
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
    SELECT ${rowAsJson(pageSql(scope, cursor))} AS page, ${rowAsJson(callTotalsSql(user, { callId }))} AS totals`
  const counted = countedCall(JSON.parse(row!.totals) as CallTotalsRow)
  const isTooMany = outputFit(counted.totals.records, 'bulk') === 'tooMany'
  return {
    ...counted,
    asOf: now,
    sets: isTooMany ? await callSets(user, { callId }) : undefined,
    page: usagePage(JSON.parse(row!.page) as PageRow, cursor),
    charactersLost: cursor ? 0 : await fileLoss(scope, counted.totals.records, 'csv'),
  }
}
