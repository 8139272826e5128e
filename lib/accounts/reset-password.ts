import { recordEvent } from '@/lib/audit/record-event'
import { endAllSessions } from '@/lib/auth/end-all-sessions'
import { firstPasswordEnd } from '@/lib/auth/first-password'
import { hashPassword } from '@/lib/auth/password-hash'
import { clearStrikes } from '@/lib/auth/sign-in-guard'
import { getPrisma } from '@/lib/db/prisma'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import { findAccount } from './find-account'
import { generatePassword } from './generate-password'

/**
 * Gives an account a new generated password (spec sections 3 and 8): forgets its failures and the lock of ten
 * minutes, and ends its sessions and what else the old password had begun. An operator's lock stays: only
 * `unlockAccount`, with its reason, lifts it.
 * @returns the password, which is kept nowhere but as a hash; until when it signs in, since its user replaces it at the
 *   first sign-in; and whether an operator's lock still stands.
 * @throws PortalError `unknownAccount`.
 */
export async function resetPassword(
  userId: string,
  operator: string,
  now: Date,
): Promise<{ password: string; passwordUntil: Date; isLockedByOperator: boolean }> {
  const password = generatePassword(userId)
  const passwordHash = await hashPassword(password)
  const passwordUntil = firstPasswordEnd(now)
  return getPrisma().$transaction(async (db) => {
    const { id: accountId, contractNumber, lockedAt } = await findAccount(db, userId)
    await endPendingSignIns(db, accountId)
    await clearStrikes(db, userId)
    await db.addressChange.deleteMany({ where: { accountId } })
    await db.account.update({
      where: { id: accountId },
      data: { passwordHash, passwordChangedAt: now, firstPasswordUntil: passwordUntil },
    })
    await endAllSessions(db, accountId)
    await recordEvent(db, {
      kind: 'passwordReset',
      at: now,
      actor: `operator:${operator}`,
      accountId,
      contractNumber,
    })
    return { password, passwordUntil, isLockedByOperator: lockedAt !== null }
  })
}
