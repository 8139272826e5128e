import { PrismaPg } from '@prisma/adapter-pg'
import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { PrismaClient, type Prisma } from './generated/client'
import { getPool } from './pool'

/** What a query is sent to: the client, or a transaction of it. */
export type Database = Prisma.TransactionClient

const shared = globalThis as typeof globalThis & { portalPrisma?: { pool: Pool; client: PrismaClient } }

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

/** The Prisma client on the process's pool. */
export function getPrisma(): PrismaClient {
  const pool = getPool()
  if (shared.portalPrisma?.pool !== pool) {
    const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) })
    shared.portalPrisma = { pool, client: new PrismaClient({ adapter, transactionOptions }) }
  }
  return shared.portalPrisma.client
}
