import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { requirePermission } from '@/lib/auth/permissions'
import { getPrisma } from '@/lib/db/prisma'
import { advanceList, holdList } from './hold-list'
import type { StoredName } from './stored-name'

export type RemoveOutcome =
  { outcome: 'removed' } | { outcome: 'gone' } | { outcome: 'conflict'; current: StoredName }

/**
 * Removes a name from the list of the user's contract, and notes it in the audit trail.
 * @param id a UUID.
 * @param seenVersion of the name when the form was shown: one that was changed since stays.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function removeName(
  user: AccountUser,
  id: string,
  seenVersion: number,
  source: RequestSource,
  now: Date,
): Promise<RemoveOutcome> {
  requirePermission(user, 'changeNumberNames')
  const { contractNumber } = user
  return getPrisma().$transaction<RemoveOutcome>(async (db) => {
    await holdList(db, contractNumber)
    const current = await db.numberName.findUnique({
      where: { contractNumber_id: { contractNumber, id } },
    })
    if (!current) return { outcome: 'gone' }
    if (current.version !== seenVersion) return { outcome: 'conflict', current }
    await db.numberName.delete({ where: { contractNumber_id: { contractNumber, id } } })
    await advanceList(db, user, now)
    await recordEvent(db, {
      ...eventOf(user, source, now),
      kind: 'numberNamesChanged',
      detail: { added: 0, changed: 0, removed: 1 },
    })
    return { outcome: 'removed' }
  })
}
