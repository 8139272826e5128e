import type { PoolClient } from 'pg'
import { getPool } from './pool'

/** What a statement can be sent to: the pool, or a connection inside a transaction. */
export type Queryable = Pick<PoolClient, 'query'>

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await getPool().connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    // A connection that could not even roll back is closed instead of being lent again.
    client.release(broken)
  }
}
