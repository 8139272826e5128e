import { recordEvent, type SecurityEvent } from '@/lib/audit/record-event'
import type { Database } from '@/lib/db/prisma'
import { recordLock } from './record-lock'
import { takeLockNote } from './sign-in-guard'

/**
 * Notes a try at a user ID that is locked in the audit trail: once a minute, so that going on trying cannot bury what
 * else happened; the lock itself before it, where no other try did. A user ID that no account has takes the same steps.
 * @param until the end of the lock.
 */
export async function recordTryDuringLock(
  db: Database,
  userId: string,
  until: Date,
  event: Omit<SecurityEvent, 'kind' | 'detail'>,
): Promise<void> {
  if (!(await takeLockNote(db, userId, event.at))) return
  await recordLock(userId, until, event)
  await recordEvent(db, { ...event, kind: 'signInFailure', detail: { reason: 'locked' } })
}
