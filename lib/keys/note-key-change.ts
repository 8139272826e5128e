import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import type { Database } from '@/lib/db/prisma'

/** Notes a change of a key in the audit trail of who made it and, where that is another, of whose key it is. */
export async function noteKeyChange(
  db: Database,
  user: AccountUser,
  accountId: bigint,
  { kind, name, userId }: { kind: 'keyCreated' | 'keyRevoked'; name: string; userId: string },
  source: RequestSource,
  now: Date,
): Promise<void> {
  const event = { ...eventOf(user, source, now), kind, detail: { key: name, userId } }
  await recordEvent(db, event)
  if (accountId !== user.accountId) await recordEvent(db, { ...event, accountId })
}
