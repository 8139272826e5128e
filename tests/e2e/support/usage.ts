import { insertManyCalls } from '@/tests/support/many-calls'
import { createTestAccount, type TestAccount } from '@/tests/support/account'
import { withDatabase } from './account'

/**
 * An account of a contract of its own that made many calls on one day: more text than a connection holds, so that
 * its file is still being sent when a test looks.
 */
export function accountWithMuchUsage(contractNumber: string, date: string): Promise<TestAccount> {
  return withDatabase(async (pool) => {
    const account = await createTestAccount(pool, { contractNumber })
    await insertManyCalls(pool, { contractNumber, date, records: 9_000, area: 'X'.repeat(2_000) })
    return account
  })
}

/** Ends the connections that a file of this contract is read on, as a database that goes away does. */
export async function breakFiles(contractNumber: string): Promise<number> {
  return withDatabase(async (pool) => {
    const { rowCount } = await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY%' || $1 || '%' AND pid <> pg_backend_pid()`,
      [`'${contractNumber}'`],
    )
    return rowCount ?? 0
  })
}
