import type { Database } from '@/lib/db/prisma'

/**
 * Ends the sign-ins of an account that still lack a factor: they were begun by rules that no longer hold.
 *
 * First in a transaction, before the guard's row and the account's: signing in takes them in that order, and two
 * transactions that do so cannot wait for each other.
 */
export async function endPendingSignIns(db: Database, accountId: bigint): Promise<void> {
  await db.pendingSignIn.deleteMany({ where: { accountId } })
}
