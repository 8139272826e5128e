import { recordEvent } from '@/lib/audit/record-event'
import { endAllSessions } from '@/lib/auth/end-all-sessions'
import { getPrisma } from '@/lib/db/prisma'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import { findAccount } from './find-account'

/**
 * Locks an account until an operator unlocks it, and ends its sessions everywhere (spec section 3). One that is
 * locked already keeps the time of its first lock.
 * @param reason for the audit trail; customers do not see it.
 * @throws PortalError `unknownAccount`.
 */
export function lockAccount(
  { userId, reason }: { userId: string; reason: string | undefined },
  operator: string,
  now: Date,
): Promise<void> {
  return getPrisma().$transaction(async (db) => {
    const { id: accountId, contractNumber } = await findAccount(db, userId)
    await endPendingSignIns(db, accountId)
    await db.account.updateMany({ where: { id: accountId, lockedAt: null }, data: { lockedAt: now } })
    await endAllSessions(db, accountId)
    await recordEvent(db, {
      kind: 'accountLocked',
      at: now,
      actor: `operator:${operator}`,
      accountId,
      contractNumber,
      detail: reason === undefined ? {} : { reason },
    })
  })
}
