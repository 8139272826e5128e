import { Pool } from 'pg'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

// Kept on globalThis so that a reload in development does not open a second pool.
const shared = globalThis as typeof globalThis & { portalPool?: Pool }

/**
 * The process's one connection pool.
 *
 * Every connection speaks UTC: the Prisma adapter reads times as UTC whatever offset the server sends.
 * @throws Error when no database is configured.
 */
export function getPool(): Pool {
  if (!shared.portalPool) {
    if (!env.databaseUrl) throw new Error('DATABASE_URL is not set')
    connectDatabase(env.databaseUrl)
  }
  return shared.portalPool!
}

/** Points the process at a database: for commands and tests, which learn the address at run time. */
export function connectDatabase(databaseUrl: string): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    options: '-c timezone=UTC',
    application_name: 'bizfax-portal',
  })
  // Without a listener a connection that breaks while idle ends the process.
  pool.on('error', (error) => {
    // A pool that is being ended closes its connections itself; a server that ends them sooner is no news.
    if (!pool.ending) log.warn({ err: error }, 'idle database connection lost')
  })
  shared.portalPool = pool
  return pool
}
