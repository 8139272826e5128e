import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { PrismaClient } from './generated/client'
import { getPool } from './pool'
import { statementName } from './statement'

const shared = globalThis as typeof globalThis & { portalPrisma?: { pool: Pool; client: PrismaClient } }

/** The Prisma client on the process's pool. */
export function getPrisma(): PrismaClient {
  const pool = getPool()
  if (shared.portalPrisma?.pool !== pool) {
    const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) })
    shared.portalPrisma = { pool, client: new PrismaClient({ adapter }) }
  }
  return shared.portalPrisma.client
}
