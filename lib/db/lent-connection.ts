import type { PoolClient } from 'pg'
import { answerInTime } from './pool'

/** A connection of a pool for one transaction, given back once, by whichever of these comes first. */
export interface LentConnection {
  client: PoolClient
  /** Ends the transaction. @throws where that fails: the connection is not given back then. */
  commit(): Promise<void>
  /** Takes the transaction back. A connection on which that fails, or gets no answer in time, is closed. */
  rollBack(): Promise<void>
  /** Closes the connection, in the middle of a statement too. */
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
      answerInTime(client.query('ROLLBACK')).then(
        () => giveBack(false),
        () => giveBack(true),
      ),
    close: () => giveBack(true),
  }
}
