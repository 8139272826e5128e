import path from 'node:path'
import type { ServerFolder } from '../embedded/place'
import { findServerPort } from '../port'
import { databaseName, pooledAddress, webRole, type Databases } from './databases'
import { makeGuardedPart } from './guarded-part'
import type { Part } from './part'
import { writeForServer } from './server-files'

/** By which clients ask the pooler for the replica. */
const replicaName = `${databaseName}_replica`

/** How many connections to each database the web processes share: two of them may hold 20 for files, beside those of pages. */
const connections = 40

export interface Pooler {
  pooler: Part
  /** The databases by way of it. */
  primaryUrl: string
  replicaUrl: string
}

/** PgBouncer before both databases, not yet started. */
export async function makePooler(
  servers: ServerFolder,
  program: string,
  databases: Databases,
): Promise<Pooler> {
  const port = await findServerPort()
  const users = await writeForServer(servers, 'pooler-users', poolerUser(webRole, databases.password))
  const led = [
    { name: databaseName, port: databases.primary.port!, connections },
    { name: replicaName, port: databases.replica.port!, database: databaseName, connections },
  ]
  const settings = await writeForServer(servers, 'pooler.ini', poolerSettings(port, led, users))
  const logFile = path.join(servers.folder, 'pooler.log')
  return {
    pooler: makeGuardedPart('pooler', port, [program, settings], { user: servers.user, logFile }),
    primaryUrl: pooledAddress(databases, port, databaseName),
    replicaUrl: pooledAddress(databases, port, replicaName),
  }
}

/** A database that the pooler leads to. */
interface PooledDatabase {
  /** The name by which clients ask for it; `*` is any, and leads to the database of that name. */
  name: string
  port: number
  /** Absent: the one of that name. */
  database?: string
  connections: number
}

/** The settings of PgBouncer that lends a connection for a transaction, on this machine alone. */
export function poolerSettings(port: number, databases: PooledDatabase[], usersFile: string): string {
  const lines = databases.map(
    ({ name, port, database, connections }) =>
      `${name} = host=127.0.0.1 port=${port}${database ? ` dbname=${database}` : ''} pool_size=${connections}`,
  )
  return [
    '[databases]',
    ...lines,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${usersFile}`,
    'pool_mode = transaction',
    'max_client_conn = 500',
    // A database that is back is found within a second, not within fifteen.
    'server_login_retry = 1',
    'query_wait_timeout = 30',
    '',
  ].join('\n')
}

/** The users that it lets in, and as whom it connects. */
export const poolerUser = (role: string, password: string) => `"${role}" "${password}"\n`
