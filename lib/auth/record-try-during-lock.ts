import { recordEvent, type SecurityEvent } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { recordLockIn } from './record-lock'
import { takeLockNote } from './sign-in-guard'

/**
 * Notes a try at a user ID that is locked in the audit trail: once a minute, so that going on trying cannot bury what
 * else happened; the lock itself before it, where no other try did. All of it or nothing: a note that is taken and not
 * written would keep the lock out of the trail for that minute. A user ID that no account has takes the same steps.
 * @param until the end of the lock.
 */
export async function recordTryDuringLock(
  userId: string,
  until: Date,
  event: Omit<SecurityEvent, 'kind' | 'detail'>,
): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    if (!(await takeLockNote(db, userId, event.at))) return
    await recordLockIn(db, userId, until, event)
    await recordEvent(db, { ...event, kind: 'signInFailure', detail: { reason: 'locked' } })
  })
}
