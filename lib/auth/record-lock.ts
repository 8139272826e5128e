import { recordEvent, type SecurityEvent } from '@/lib/audit/record-event'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { takeLockRecord } from './sign-in-guard'

/**
 * Writes a lock into the audit trail, once a lock: the comparison that ends last does, and where its process died, the
 * first try during the lock.
 * @param until the end of the lock.
 */
export const recordLock = (userId: string, until: Date, event: EventOfTry): Promise<void> =>
  getPrisma().$transaction((db) => recordLockIn(db, userId, until, event))

type EventOfTry = Omit<SecurityEvent, 'kind' | 'detail'>

/** The same in a transaction of the caller's. */
export async function recordLockIn(
  db: Database,
  userId: string,
  until: Date,
  event: EventOfTry,
): Promise<void> {
  if (await takeLockRecord(db, userId))
    await recordEvent(db, { ...event, kind: 'lock', detail: { until: until.toISOString() } })
}
