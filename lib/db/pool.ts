import { Client, Pool, type PoolConfig, type QueryConfig } from 'pg'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

// Kept on globalThis so that a reload in development does not open a second pool.
const shared = globalThis as typeof globalThis & {
  portalPool?: Pool
  portalFilePool?: Pool
  portalWatchPool?: Pool
  portalReplicaUrl?: string
  portalReplicaPool?: Pool
  portalReplicaFilePool?: Pool
}

const connectionsMax = 10

/** How long a page waits for an answer of a database that says nothing any more; searches take a few seconds at most. */
const answerSecondsMax = 30

/** What pg says then. */
const unanswered = 'Query read timeout'

/** Connections that files being downloaded hold, however slowly they are read; pages never wait for them. */
const fileConnectionsMax = 10

/** How long a page waits for the replica, before the primary is asked instead. */
const replicaAnswerSecondsMax = 10

/** How long one waits for a connection to the replica: customers must not notice that it is away. */
const replicaConnectMilliseconds = 2_000

/**
 * The server notices that the machine at the other end is gone, and frees what the connection holds.
 * @param sendSeconds how long the other end may take nothing of what is sent before it counts as gone.
 */
const keepAlive = (sendSeconds: number) =>
  [
    '-c tcp_keepalives_idle=10',
    '-c tcp_keepalives_interval=5',
    '-c tcp_keepalives_count=3',
    `-c tcp_user_timeout=${sendSeconds * 1_000}`,
  ].join(' ')

/**
 * The process's one connection pool.
 *
 * Every connection speaks UTC: the Prisma adapter reads times as UTC whatever offset the server sends, and sends them
 * as UTC without an offset.
 * @throws Error when no database is configured.
 */
export function getPool(): Pool {
  if (!shared.portalPool) {
    if (!env.databaseUrl) throw new Error('DATABASE_URL is not set')
    shared.portalPool = makePool(env.databaseUrl, connectionsMax, {
      options: `-c statement_timeout=${answerSecondsMax}s`,
      // A second later, so that a server that is there ends the statement itself.
      query_timeout: (answerSecondsMax + 1) * 1_000,
    })
  }
  return shared.portalPool!
}

/**
 * The connections of files being downloaded.
 * @returns undefined when each is taken.
 */
export function getFilePool(): Pool | undefined {
  shared.portalFilePool ??= makePool(getPool().options.connectionString!, fileConnectionsMax, {
    options: keepAlive(90),
  })
  return hasFree(shared.portalFilePool) ? shared.portalFilePool : undefined
}

/** Whether not every connection of a pool is taken. */
export const hasFree = (pool: Pool): boolean =>
  pool.totalCount - pool.idleCount + pool.waitingCount < pool.options.max!

/** Whether there is a replica to read from. */
export const hasReplica = (): boolean => replicaUrl() !== undefined

const replicaUrl = () => shared.portalReplicaUrl ?? env.replicaUrl

/** The connections to the replica for searches. There must be one, see `hasReplica`. */
export function getReplicaPool(): Pool {
  return (shared.portalReplicaPool ??= makePool(replicaUrl()!, connectionsMax, {
    connectionTimeoutMillis: replicaConnectMilliseconds,
    options: `-c statement_timeout=${replicaAnswerSecondsMax}s`,
    query_timeout: (replicaAnswerSecondsMax + 1) * 1_000,
  }))
}

/** The connections to the replica for files being downloaded. */
export function getReplicaFilePool(): Pool {
  return (shared.portalReplicaFilePool ??= makePool(replicaUrl()!, fileConnectionsMax, {
    connectionTimeoutMillis: replicaConnectMilliseconds,
    options: keepAlive(90),
  }))
}

/**
 * Waits for an answer on a connection whose statements may take longer than those of a page, but not for this one: a
 * database that says nothing any more is given up as on a page. The connection is not to be lent again then.
 */
export async function answerInTime<Result>(answer: Promise<Result>): Promise<Result> {
  const milliseconds = getPool().options.query_timeout
  if (!milliseconds) return answer
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(unanswered)), milliseconds)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The one connection with which a process looks at itself, however busy the others are. */
export function getWatchPool(): Pool {
  shared.portalWatchPool ??= makePool(getPool().options.connectionString!, 1, { query_timeout: 5_000 })
  return shared.portalWatchPool
}

/** Points the process at a database: for commands and tests, which learn the address at run time. */
export function connectDatabase(databaseUrl: string): Pool {
  shared.portalPool = makePool(databaseUrl, connectionsMax)
  shared.portalFilePool = undefined
  shared.portalWatchPool = undefined
  return shared.portalPool
}

/** Gives the process a replica of its database, or none: for tests, which learn the address at run time. */
export async function connectReplica(address: string | undefined): Promise<void> {
  const pools = [shared.portalReplicaPool, shared.portalReplicaFilePool]
  shared.portalReplicaUrl = address
  shared.portalReplicaPool = undefined
  shared.portalReplicaFilePool = undefined
  await Promise.all(pools.map((pool) => pool?.end()))
}

/**
 * A connection that is closed once a statement got no answer in time: else it would be lent again in the middle of a
 * transaction that nobody ends. Behind a pooler in transaction mode no statement is named, for a prepared one is of the
 * connection on which it was made, which the next transaction does not get.
 */
class PortalClient extends Client {
  override query = ((config: QueryConfig | string, ...rest: unknown[]) => {
    const isPlain = typeof config === 'object' && !('submit' in config)
    const sent = env.isPooled && isPlain ? { ...config, name: undefined } : config
    const query = Client.prototype.query as (this: Client, ...values: unknown[]) => unknown
    const answer = query.call(this, sent, ...rest)
    if (answer instanceof Promise)
      answer.catch((error: Error) => error.message === unanswered && void this.end())
    return answer
  }) as Client['query']
}

function makePool(databaseUrl: string, max: number, { options = '', ...settings }: PoolConfig = {}): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    ...settings,
    Client: PortalClient,
    // A pooler takes no settings at the start of a connection: the role has the time zone.
    ...(!env.isPooled && { options: `-c timezone=UTC ${options}`.trimEnd() }),
    application_name: 'bizfax-portal',
  })
  // Without a listener a connection that breaks while idle ends the process.
  pool.on('error', ({ message }) => {
    // A pool that is being ended closes its connections itself; a server that ends them sooner is no news.
    if (!pool.ending) log.warn({ reason: message }, 'idle database connection lost')
  })
  // Nor may one that breaks between two statements of its borrower: the next statement fails.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/**
 * A connection of its own, not yet made, to the database of the pool: for work that holds a lock with it. To be
 * closed, not lent again.
 */
export function newConnection(): Client {
  const { options, ...settings } = getPool().options
  // Its statements may take as long as they need.
  const client = new Client({
    ...settings,
    query_timeout: undefined,
    options: `${options} -c statement_timeout=0 ${keepAlive(25)}`,
  })
  // A statement under way fails with what breaks it; without a listener it would end the process.
  client.on('error', (error) => log.warn({ err: error }, 'database connection lost'))
  return client
}
