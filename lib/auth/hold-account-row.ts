import type { Database } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'

/**
 * Takes the row lock of an account: another transaction that takes it, or changes the account, waits until this one has
 * ended. What is read of the account after it holds until then. SQL, since Prisma has no word for row locks.
 * @param db a transaction.
 * @throws PortalError `notFound` where the account was deleted meanwhile.
 */
export async function holdAccountRow(db: Database, accountId: bigint): Promise<void> {
  const rows = await db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM account WHERE account_id = ${accountId} FOR NO KEY UPDATE`
  if (rows.length === 0) throw new PortalError({ code: 'notFound' })
}
