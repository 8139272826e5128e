import type { PoolClient } from 'pg'

/** A connection of a pool for one transaction, given back once, by whichever of these comes first. */
export interface LentConnection {
  client: PoolClient
  /** Ends the transaction. @throws where that fails: the connection is not given back then. */
  commit(): Promise<void>
  /** Takes the transaction back. A connection on which that fails is closed. */
  rollBack(): Promise<void>
  /** Closes the connection, whatever it is at. */
  close(): void
}

export function lend(client: PoolClient): LentConnection {
  let isBack = false
  const giveBack = (isBroken: boolean) => {
    if (!isBack) client.release(isBroken)
    isBack = true
  }
  return {
    client,
    commit: async () => {
      await client.query('COMMIT')
      giveBack(false)
    },
    rollBack: () =>
      client.query('ROLLBACK').then(
        () => giveBack(false),
        () => giveBack(true),
      ),
    close: () => giveBack(true),
  }
}
