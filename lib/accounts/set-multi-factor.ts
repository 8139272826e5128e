import { recordEvent } from '@/lib/audit/record-event'
import { inTransaction } from '@/lib/db/transaction'
import { AccountError } from './account-error'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import { findAccount } from './find-account'

/**
 * Turns 多要素認証 of an account on or off. Sign-ins under way begin anew, by the new rule; open sessions go on.
 * @throws AccountError `unknownAccount`, or `addressMissing` where there is no address to send the codes to.
 */
export function setMultiFactor(
  { userId, enabled }: { userId: string; enabled: boolean },
  operator: string,
  now: Date,
): Promise<void> {
  return inTransaction(async (db) => {
    const { accountId, contractNumber, email } = await findAccount(db, userId)
    if (enabled && email === null) throw new AccountError({ code: 'addressMissing', userId })
    await endPendingSignIns(db, accountId)
    await db.query('UPDATE account SET multi_factor = $2 WHERE account_id = $1', [accountId, enabled])
    await recordEvent(db, {
      kind: 'multiFactorSet',
      at: now,
      actor: `operator:${operator}`,
      accountId,
      contractNumber,
      detail: { enabled },
    })
  })
}
