import { PrismaPg } from '@prisma/adapter-pg'
import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { PrismaClient, type Prisma } from './generated/client'
import { getPool, getReplicaPool } from './pool'

/** What a query is sent to: the client, or a transaction of it. */
export type Database = Prisma.TransactionClient

interface PooledClient {
  pool: Pool
  client: PrismaClient
}

const shared = globalThis as typeof globalThis & {
  portalPrisma?: PooledClient
  portalReplicaPrisma?: PooledClient
}

/** How long a transaction waits for a connection, and how long it may take. */
const transactionOptions = { maxWait: 5_000, timeout: 30_000 }

/**
 * Compares a column that one value narrows to a record and another not at all: its plan is made for the value. Goes by
 * how `conditions-where.ts` and Prisma write it: a column, and `<` or `>` right after it.
 */
const isPlannedForItsValues = (text: string) => /\b(caller_number|callee_number|charge)"? [<>]/.test(text)

/**
 * The name of a statement. Named by its text it is planned once a connection, not in each request: with a partition
 * a month that takes the database longer than a page of a result.
 * @returns the empty name, which is that of no statement that is kept, where the plan must be of the values
 *   (docs/decisions/0076).
 */
const statementName = (text: string) =>
  isPlannedForItsValues(text) ? '' : createHash('sha256').update(text).digest('base64url')

function clientOn(pool: Pool): PooledClient {
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) })
  return { pool, client: new PrismaClient({ adapter, transactionOptions }) }
}

/** The Prisma client on the process's pool. */
export function getPrisma(): PrismaClient {
  const pool = getPool()
  if (shared.portalPrisma?.pool !== pool) shared.portalPrisma = clientOn(pool)
  return shared.portalPrisma.client
}

/** The Prisma client on the connections to the replica. */
export function getReplicaPrisma(): PrismaClient {
  const pool = getReplicaPool()
  if (shared.portalReplicaPrisma?.pool !== pool) shared.portalReplicaPrisma = clientOn(pool)
  return shared.portalReplicaPrisma.client
}
