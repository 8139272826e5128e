import type { ClientBase } from 'pg'
import { getPrisma, type Database } from '@/lib/db/prisma'

/**
 * The newest line of the import log that a reader of a contract's records goes by: that of the load which they are of.
 * `newest`: every line that there is, where no load has been noted for the contract yet.
 */
export type LogEnd = bigint | 'newest'

/** Lines of the import log up to such an end, for Prisma. */
export const upTo = (end: LogEnd) => (end === 'newest' ? {} : { id: { lte: end } })

/**
 * The newest load that a contract's records are of. It lies beside them: where they are spread over machines, the
 * import log, which is elsewhere, shows a load a moment before its records.
 * @param db a transaction at REPEATABLE READ that reads the records too.
 */
export async function readSeenLoad(contractNumber: string, db: Database): Promise<LogEnd> {
  const load = await db.usageLoad.findUnique({ where: { contractNumber } })
  return load?.importId ?? 'newest'
}

/**
 * The same on the connection that a file is read on, as a number: that of the newest line of the log where no load has been
 * noted for the contract, 0 where there is none. SQL, since Prisma cannot share that connection. `correctedSince` finds by
 * it what was loaded later.
 * @param client in a transaction at REPEATABLE READ.
 */
export async function copySeenLoad(
  client: Pick<ClientBase, 'query'>,
  contractNumber: string,
): Promise<bigint> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT import_id AS id FROM usage_load WHERE contract_number = $1',
    [contractNumber],
  )
  if (rows[0]) return BigInt(rows[0].id)
  // By itself: the log may be on another machine.
  const { rows: logged } = await client.query<{ id: string | null }>(
    'SELECT max(import_id) AS id FROM usage_import',
  )
  return BigInt(logged[0]!.id ?? 0)
}

/** A load takes seconds: the log is not behind twice. */
const looksMax = 3

/**
 * Runs a transaction at REPEATABLE READ that reads records of a contract and lines of the import log. A snapshot of
 * several machines is not of one instant: where the log does not have the load yet that the records are of, the
 * transaction is run again.
 * @param work is given up to which line of the log the records are.
 */
export async function inOneLoad<Result>(
  contractNumber: string,
  work: (db: Database, end: LogEnd) => Promise<Result>,
): Promise<Result> {
  for (let look = 1; ; look++) {
    const done = await getPrisma().$transaction(
      async (db) => {
        const end = await readSeenLoad(contractNumber, db)
        const isBehind = end !== 'newest' && (await db.usageImport.count({ where: { id: end } })) === 0
        return isBehind && look < looksMax ? undefined : { result: await work(db, end) }
      },
      { isolationLevel: 'RepeatableRead' },
    )
    if (done) return done.result
  }
}
