import { recordEvent } from '@/lib/audit/record-event'
import { clearStrikes } from '@/lib/auth/sign-in-guard'
import { getPrisma } from '@/lib/db/prisma'
import { findAccount } from './find-account'

/** What stood in the way of an account's user until now. */
export type Lifted = {
  operatorLock: boolean
  tenMinuteLock: boolean
  /** Failures in a row that counted. */
  failures: number
}

/**
 * Lifts every lock of an account: an operator's, and that of ten minutes with the failures behind it.
 * @param reason for the audit trail; customers do not see it.
 * @returns what was lifted; the audit trail notes it too, even where it was nothing.
 * @throws PortalError `unknownAccount`.
 */
export function unlockAccount(
  { userId, reason }: { userId: string; reason: string },
  operator: string,
  now: Date,
): Promise<Lifted> {
  return getPrisma().$transaction(async (db) => {
    const { id: accountId, contractNumber } = await findAccount(db, userId)
    const { strikes, lockedUntil } = await clearStrikes(db, userId)
    const { count } = await db.account.updateMany({
      where: { id: accountId, lockedAt: { not: null } },
      data: { lockedAt: null },
    })
    // A lock whose time is up counts no more, nor do the failures that led to it.
    const isOver = lockedUntil !== undefined && lockedUntil <= now
    const lifted: Lifted = {
      operatorLock: count === 1,
      tenMinuteLock: lockedUntil !== undefined && !isOver,
      failures: isOver ? 0 : strikes,
    }
    await recordEvent(db, {
      kind: 'accountUnlocked',
      at: now,
      actor: `operator:${operator}`,
      accountId,
      contractNumber,
      detail: { reason, ...lifted },
    })
    return lifted
  })
}
