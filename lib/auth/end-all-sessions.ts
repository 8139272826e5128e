import type { Database } from '@/lib/db/prisma'

/**
 * Ends every session of an account, in every browser. The session version is what holds; the rows go because
 * nobody needs them any more. What is still pending, `endPendingSignIns` ends.
 */
export async function endAllSessions(db: Database, accountId: bigint): Promise<void> {
  await db.account.update({ where: { id: accountId }, data: { sessionVersion: { increment: 1 } } })
  await db.signInSession.deleteMany({ where: { accountId } })
}
