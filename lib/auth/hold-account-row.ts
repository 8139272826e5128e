import type { Database } from '@/lib/db/prisma'

/**
 * Takes the row lock of an account: another transaction that takes it, or changes the account, waits until this one has
 * ended. What is read of the account after it holds until then. SQL, since Prisma has no word for row locks.
 * @param db a transaction.
 */
export async function holdAccountRow(db: Database, accountId: bigint): Promise<void> {
  await db.$queryRaw`SELECT 1 FROM account WHERE account_id = ${accountId} FOR NO KEY UPDATE`
}
