import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { openStates } from './stored-export'

/**
 * Cancels the user's set while it is being made, and notes it in the audit trail; its run stops within a second and
 * leaves nothing.
 * @returns false where it cannot be cancelled: it is not theirs, or has ended.
 */
export function cancelExport(
  user: EventUser,
  exportId: string,
  source: RequestSource,
  now: Date,
): Promise<boolean> {
  return getPrisma().$transaction(async (db) => {
    const { count } = await db.exportRequest.updateMany({
      where: { accountId: user.accountId, id: exportId, state: { in: openStates } },
      data: { state: 'cancelled', failure: null, finishedAt: now },
    })
    if (count === 0) return false
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'exportCancelled' })
    return true
  })
}
