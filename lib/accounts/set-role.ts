import { recordEvent } from '@/lib/audit/record-event'
import { endAllSessions } from '@/lib/auth/end-all-sessions'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import { getPrisma } from '@/lib/db/prisma'
import { accessDetail } from './access-detail'
import type { AccountAccess } from './create-account'
import { findAccount } from './find-account'
import { requireDepartments } from './require-departments'

/**
 * Sets what an account may do and see (spec section 7), from its next sign-in on: its sessions end. A bulk export that
 * was made, or is being made, with what the account saw before is deleted; a run of it finds its row gone and
 * stops.
 * @returns whether there was such a set.
 * @throws PortalError `unknownAccount`, or what `requireDepartments` throws.
 */
export function setRole(
  { userId, ...access }: AccountAccess & { userId: string },
  operator: string,
  now: Date,
): Promise<{ isSetDeleted: boolean }> {
  return getPrisma().$transaction(async (db) => {
    const { id: accountId, contractNumber } = await findAccount(db, userId)
    const { role, masksNumbers, departments } = access
    await requireDepartments(db, contractNumber, departments)
    await endPendingSignIns(db, accountId)
    await db.account.update({ where: { id: accountId }, data: { role, masksNumbers, departments } })
    await endAllSessions(db, accountId)
    const sets = await db.exportRequest.deleteMany({
      where: { accountId, NOT: { masksNumbers, departments: { equals: departments } } },
    })
    const isSetDeleted = sets.count > 0
    await recordEvent(db, {
      kind: 'roleSet',
      at: now,
      actor: `operator:${operator}`,
      accountId,
      contractNumber,
      detail: { ...accessDetail(access), isSetDeleted },
    })
    return { isSetDeleted }
  })
}
