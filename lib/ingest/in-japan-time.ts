import type { ClientBase } from 'pg'

/** A transaction that failed at its last step: where the connection broke, its change may hold or not. */
export class CommitFailure extends Error {
  override name = 'CommitFailure'
}

/**
 * Runs `work` in one transaction whose time zone is Asia/Tokyo: committed when it returns, else rolled back. SQL on a
 * connection of its own: COPY and temporary tables need the same one throughout.
 */
export async function inJapanTime<Result>(client: ClientBase, work: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN')
  try {
    await client.query("SET LOCAL timezone TO 'Asia/Tokyo'")
    const result = await work()
    await client.query('COMMIT').catch((cause: unknown) => {
      throw new CommitFailure('COMMIT failed', { cause })
    })
    return result
  } catch (error) {
    // A connection that broke has rolled back already; what is thrown must be the first error.
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}
