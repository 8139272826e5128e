import type { Queryable } from '@/lib/db/transaction'

/**
 * Ends the sign-ins of an account that still lack a factor: they were begun by rules that no longer hold.
 *
 * First in a transaction, before the guard's row and the account's: signing in takes them in that order, and two
 * transactions that do so cannot wait for each other.
 */
export async function endPendingSignIns(db: Queryable, accountId: bigint): Promise<void> {
  await db.query('DELETE FROM pending_sign_in WHERE account_id = $1', [accountId])
}
