import type { Queryable } from '@/lib/db/transaction'

/**
 * Ends every session of an account, in every browser. The session version is what holds; the rows go because
 * nobody needs them any more. What is still pending, `endPendingSignIns` ends.
 */
export async function endAllSessions(db: Queryable, accountId: bigint): Promise<void> {
  await db.query('UPDATE account SET session_version = session_version + 1 WHERE account_id = $1', [
    accountId,
  ])
  await db.query('DELETE FROM sign_in_session WHERE account_id = $1', [accountId])
}
