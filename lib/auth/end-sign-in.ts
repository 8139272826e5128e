import { recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { inTransaction } from '@/lib/db/transaction'
import { endSession } from './session'
import type { SignedInUser } from './signed-in-user'

/** Ends the user's present session: its cookie opens nothing from here on, wherever it is kept. */
export function endSignIn(user: SignedInUser, source: RequestSource, now: Date): Promise<void> {
  return inTransaction(async (db) => {
    await endSession(db, user.sessionId)
    const { accountId, contractNumber, userId } = user
    await recordEvent(db, {
      kind: 'signOut',
      at: now,
      actor: `user:${userId}`,
      accountId,
      contractNumber,
      source,
    })
  })
}
