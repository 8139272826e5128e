import { Pool } from 'pg'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

// Kept on globalThis so that a reload in development does not open a second pool.
const shared = globalThis as typeof globalThis & { portalPool?: Pool; portalFilePool?: Pool }

const connectionsMax = 10

/** Connections that files being downloaded hold, however slowly they are read; pages never wait for them. */
const fileConnectionsMax = 10

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

/**
 * The connections of files being downloaded.
 * @returns undefined when each is taken.
 */
export function getFilePool(): Pool | undefined {
  shared.portalFilePool ??= makePool(getPool().options.connectionString!, fileConnectionsMax)
  const pool = shared.portalFilePool
  return pool.idleCount === 0 && pool.totalCount >= fileConnectionsMax ? undefined : pool
}

/** Points the process at a database: for commands and tests, which learn the address at run time. */
export function connectDatabase(databaseUrl: string): Pool {
  shared.portalPool = makePool(databaseUrl, connectionsMax)
  shared.portalFilePool = undefined
  return shared.portalPool
}

function makePool(databaseUrl: string, max: number): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    options: '-c timezone=UTC',
    application_name: 'bizfax-portal',
  })
  // Without a listener a connection that breaks while idle ends the process.
  pool.on('error', ({ message }) => {
    // A pool that is being ended closes its connections itself; a server that ends them sooner is no news.
    if (!pool.ending) log.warn({ reason: message }, 'idle database connection lost')
  })
  return pool
}
