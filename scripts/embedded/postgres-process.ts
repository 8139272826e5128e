import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { PlainError } from '@/lib/plain-error'
import { type GuardedProgram, startGuarded } from '../guarded-program'
import { findFreePort } from './free-port'
import { type Cluster, lastLine, superuser } from './cluster'
import type { Place } from './place'
import { endPostmaster } from './postmaster'

export type PostgresProcess = { pid: number; port: number; ended: Promise<string>; stop(): Promise<void> }

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  wal_compression: 'on',
  // A page that is looked for costs little more than the next one: the disk has no heads to move.
  random_page_cost: '1.1',
  // Its log says what failed, without statements and rows: they may hold telephone numbers (docs/security.md).
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

const startAttemptsMax = 20
const stopPatienceSeconds = 20

export interface PostgresOptions {
  /** Absent: a free one. */
  port?: number
  /** On top of those of the embedded server. */
  settings?: Record<string, string>
}

/** Starts the server of a cluster and returns when it takes connections. */
export async function startPostgres(
  { binaries, user }: Pick<Place, 'binaries' | 'user'>,
  cluster: Cluster,
  logFile: string,
  options: PostgresOptions = {},
): Promise<PostgresProcess> {
  for (let attempt = 1; ; attempt++) {
    await endPostmaster(cluster.data)
    const port = options.port ?? (await findFreePort())
    const given = Object.entries({ ...settings, ...options.settings, port })
    const args = given.flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const server = await startGuarded([binaries.postgres, '-D', cluster.data, ...args], { user, logFile })
    if (await becomesReady(server, port, cluster.password)) {
      return { pid: server.pid, port, ended: server.ended, stop: () => stop(server, cluster) }
    }
    // The port may have been taken meanwhile, and a killed server's memory is held until its last process is gone.
    const reason = lastFailure(await readFile(logFile, 'utf8'))
    const mayPass = /could not create any TCP\/IP sockets|still in use|already exists/.test(reason)
    if (!mayPass || attempt === startAttemptsMax) {
      throw new PlainError(`The database does not start: ${reason} (${logFile})`)
    }
    await pause(500)
  }
}

/** Recovery after a crash may take its time: the wait ends with the server, not with a clock. */
async function becomesReady(server: GuardedProgram, port: number, password: string): Promise<boolean> {
  while (server.isRunning()) {
    const client = new Client({ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' })
    client.on('error', () => {})
    try {
      await client.connect()
      return true
    } catch {
      await pause(30)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return false
}

async function stop(server: GuardedProgram, cluster: Cluster) {
  server.end()
  await Promise.race([server.ended, pause(stopPatienceSeconds * 1000, undefined, { ref: false })])
  if (server.isRunning()) await endPostmaster(cluster.data)
}

function lastFailure(log: string) {
  const lines = log.split('\n')
  return lastLine(lines.filter((line) => /FATAL|PANIC|error/i.test(line)).join('\n') || log)
}
