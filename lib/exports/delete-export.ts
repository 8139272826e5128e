import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'

/**
 * Deletes the user's set with its files, and notes it in the audit trail.
 * @returns false where there is no such set of theirs.
 */
export function deleteExport(
  user: EventUser,
  exportId: string,
  source: RequestSource,
  now: Date,
): Promise<boolean> {
  return getPrisma().$transaction(async (db) => {
    const { count } = await db.exportRequest.deleteMany({
      where: { accountId: user.accountId, id: exportId },
    })
    if (count === 0) return false
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'exportDeleted' })
    return true
  })
}
