import { recordEvent } from '@/lib/audit/record-event'
import { clearStrikes } from '@/lib/auth/sign-in-guard'
import { inTransaction } from '@/lib/db/transaction'
import { findAccount } from './find-account'

/**
 * Lifts every lock of an account: an operator's, and that of ten minutes with the failures behind it.
 * @param reason for the audit trail; customers do not see it.
 * @throws AccountError `unknownAccount`.
 */
export function unlockAccount(
  { userId, reason }: { userId: string; reason: string },
  operator: string,
  now: Date,
): Promise<void> {
  return inTransaction(async (db) => {
    const { accountId, contractNumber } = await findAccount(db, userId)
    await clearStrikes(db, userId)
    await db.query('UPDATE account SET locked_at = NULL WHERE account_id = $1', [accountId])
    await recordEvent(db, {
      kind: 'accountUnlocked',
      at: now,
      actor: `operator:${operator}`,
      accountId,
      contractNumber,
      detail: { reason },
    })
  })
}
