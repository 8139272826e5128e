import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { hasNames } from '@/lib/numbers/names-of'
import { callSets, type CallSet } from './call-sets'
import { countCall, type CountedCall } from './count-call'
import type { UsageCursor, UsageKey } from './cursor'
import { noFileFacts, readFileFacts, type FileFacts } from './file-offer'
import { outputFit } from './outputs'
import { readPage, type UsagePage } from './read-page'

/** The destinations of a call, as its page shows them: rows and figures of one moment of the data. */
export interface CallPage extends CountedCall {
  asOf: Date
  /** Where one bulk export does not hold them: those that do. */
  sets?: CallSet[]
  /** Absent where the cursor names no page. */
  page?: UsagePage
  /** Of its file; what Shift_JIS loses is counted for the first page alone. */
  file: FileFacts
}

/**
 * Reads the destinations of a call of the user's own contract for the screen (呼指定宛先毎検索), ordered by 発信日時,
 * then destination number, at the page that a cursor names. The first page is noted in the audit trail, in the same
 * transaction (docs/decisions/0055).
 */
export function loadCallPage(
  user: AccountUser,
  { callId, calledAt }: UsageKey,
  cursor: UsageCursor | undefined,
  source: RequestSource,
  now: Date,
): Promise<CallPage> {
  const { contractNumber, masksNumbers, callers } = user
  const scope = { contractNumber, masksNumbers, callers, kind: 'destination', callId } as const
  return getPrisma().$transaction(
    async (db) => {
      const page = await readPage(db, scope, cursor)
      const counted = await countCall(user, { callId }, db)
      const { records } = counted.totals
      const isTooMany = outputFit(records, 'bulk') === 'tooMany'
      const sets = isTooMany ? await callSets(user, { callId }, db) : undefined
      const file = cursor
        ? { ...noFileFacts, isNamed: await hasNames(contractNumber, db) }
        : await readFileFacts(scope, records, 'csv', db)
      if (!cursor)
        await recordEvent(db, {
          ...eventOf(user, source, now),
          kind: 'callViewed',
          detail: { callId: String(callId), calledAt: calledAt.toISOString() },
        })
      return { ...counted, asOf: now, sets, page, file }
    },
    { isolationLevel: 'RepeatableRead' },
  )
}
