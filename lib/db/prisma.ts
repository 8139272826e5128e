import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { PrismaClient } from './generated/client'
import { getPool } from './pool'

const shared = globalThis as typeof globalThis & { portalPrisma?: { pool: Pool; client: PrismaClient } }

/**
 * Named by its text a statement is planned once a connection, not in each request: with a partition a month that
 * takes the database longer than a page of a result.
 */
const nameOf = ({ sql }: { sql: string }) => createHash('sha256').update(sql).digest('base64url')

/** The Prisma client on the process's pool. */
export function getPrisma(): PrismaClient {
  const pool = getPool()
  if (shared.portalPrisma?.pool !== pool) {
    const adapter = new PrismaPg(pool, { statementNameGenerator: nameOf })
    shared.portalPrisma = { pool, client: new PrismaClient({ adapter }) }
  }
  return shared.portalPrisma.client
}
