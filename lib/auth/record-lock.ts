import { recordEvent, type SecurityEvent } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { takeLockRecord } from './sign-in-guard'

/**
 * Writes a lock into the audit trail, once a lock: the comparison that ends last does, and where its process died, the
 * first try during the lock.
 * @param until the end of the lock.
 */
export async function recordLock(
  userId: string,
  until: Date,
  event: Omit<SecurityEvent, 'kind' | 'detail'>,
): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    if (await takeLockRecord(db, userId))
      await recordEvent(db, { ...event, kind: 'lock', detail: { until: until.toISOString() } })
  })
}
