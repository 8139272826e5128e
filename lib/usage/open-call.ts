import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import type { CallRecord, DestinationRecord } from './columns'
import type { UsageCursor } from './cursor'
import { readCallDestinations } from './read-call'
import type { UsagePage } from './read-page'
import { totalCall, type CallTotals } from './total-call'

/** The destinations of a call, as its page shows them. */
export interface OpenedCall extends CallTotals {
  asOf: Date
  /** Absent where the cursor names no page. */
  page?: UsagePage<DestinationRecord>
}

/**
 * Opens the destinations of a call of the user's own contract for the screen, at the page that a cursor names.
 * The first page is noted in the audit trail.
 */
export async function openCall(
  user: SignedInUser,
  call: Pick<CallRecord, 'callId' | 'calledAt'>,
  cursor: UsageCursor | undefined,
  source: RequestSource,
  now: Date,
): Promise<OpenedCall> {
  const [page, totals] = await Promise.all([
    readCallDestinations(user, call, cursor),
    totalCall(user, call.callId),
    cursor
      ? undefined
      : recordEvent(getPool(), {
          ...eventOf(user, source, now),
          kind: 'callViewed',
          detail: { callId: String(call.callId), calledAt: call.calledAt.toISOString() },
        }),
  ])
  return { ...totals, asOf: now, page }
}
