import { recordEvent } from '@/lib/audit/record-event'
import { endAllSessions } from '@/lib/auth/end-all-sessions'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import { getPrisma } from '@/lib/db/prisma'
import type { AccountAccess } from './create-account'
import { findAccount } from './find-account'

/**
 * Sets what an account may do and see (spec section 7), from its next sign-in on: its sessions end. A bulk export that
 * was made, or is being made, with numbers as the account saw them before is deleted; a run of it finds its row gone and
 * stops.
 * @returns whether there was such a set.
 * @throws PortalError `unknownAccount`.
 */
export function setRole(
  { userId, role, masksNumbers }: AccountAccess & { userId: string },
  operator: string,
  now: Date,
): Promise<{ isSetDeleted: boolean }> {
  return getPrisma().$transaction(async (db) => {
    const { id: accountId, contractNumber } = await findAccount(db, userId)
    await endPendingSignIns(db, accountId)
    await db.account.update({ where: { id: accountId }, data: { role, masksNumbers } })
    await endAllSessions(db, accountId)
    const sets = await db.exportRequest.deleteMany({
      where: { accountId, masksNumbers: { not: masksNumbers } },
    })
    const isSetDeleted = sets.count > 0
    await recordEvent(db, {
      kind: 'roleSet',
      at: now,
      actor: `operator:${operator}`,
      accountId,
      contractNumber,
      detail: { role, masksNumbers, isSetDeleted },
    })
    return { isSetDeleted }
  })
}
