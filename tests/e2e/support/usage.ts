import { Client, type PoolClient, type QueryResultRow } from 'pg'
import { insertManyCalls } from '@/tests/support/many-calls'
import { createTestAccount, type TestAccount } from '@/tests/support/account'
import { eventually } from '@/tests/support/eventually'
import { withDatabase } from './account'

/**
 * An account of a contract of its own that made many calls on one day: more text than a connection holds, so that
 * its file is still being sent when a test looks.
 */
export function accountWithMuchUsage(contractNumber: string, date: string): Promise<TestAccount> {
  return withDatabase(async (pool) => {
    const account = await createTestAccount({ contractNumber })
    await insertManyCalls(pool, { contractNumber, date, records: 9_000, area: 'X'.repeat(2_000) })
    return account
  })
}

/** Sends a query to each database that the portal under test reads from: a cluster has a replica too. */
async function rowsOfEach<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  const addresses = [process.env.PORTAL_TEST_DATABASE!, process.env.PORTAL_TEST_REPLICA].filter(Boolean)
  const found = addresses.map(async (connectionString) => {
    const client = new Client({ connectionString })
    await client.connect()
    try {
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end()
    }
  })
  return (await Promise.all(found)).flat()
}

/**
 * Ends the connections that a file of a month's calls is read on, as a database that goes away does.
 * @param month as its table is named, e.g. `202602`.
 * @returns how many.
 */
export async function breakFiles(month: string): Promise<number> {
  const ended = await rowsOfEach(
    `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE relation = $1::regclass AND query LIKE 'COPY%'`,
    [`usage_partition.usage_call_${month}`],
  )
  return ended.length
}

/** Ends connections, as a database that goes away does. */
export const endConnections = (pids: number[]): Promise<unknown> =>
  withDatabase((pool) =>
    pool.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS list (pid)', [pids]),
  )

/**
 * Keeps everybody from the hourly totals of a month while `work` runs: counting them waits.
 * @param month as its table is named, e.g. `202602`.
 * @param work is given what waits until somebody does, and tells whose connections.
 */
export function holdMonth<Result>(
  month: string,
  work: (whenWaited: () => Promise<number[]>) => Promise<Result>,
): Promise<Result> {
  const table = `usage_partition.usage_hour_${month}`
  return withDatabase(async (pool) => {
    const whenWaited = () =>
      eventually(async () => {
        const waiting = await rowsOfEach<{ pid: number }>(
          'SELECT pid FROM pg_locks WHERE NOT granted AND relation = $1::regclass',
          [table],
        )
        if (waiting.length === 0) throw new Error(`nobody waits for ${table}`)
        return waiting.map(({ pid }) => pid)
      })
    const client: PoolClient = await pool.connect()
    try {
      await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
      return await work(whenWaited)
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  })
}

/** What the audit trail has of an account's files, in order. */
export const downloadEvents = ({ accountId }: TestAccount): Promise<string[]> =>
  withDatabase(async (pool) => {
    const { rows } = await pool.query<{ kind: string }>(
      `SELECT kind FROM security_event WHERE account_id = $1 AND kind LIKE 'download%' ORDER BY event_id`,
      [accountId],
    )
    return rows.map(({ kind }) => kind)
  })
