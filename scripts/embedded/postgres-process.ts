import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { PlainError } from '@/lib/plain-error'
import { findFreePort } from './free-port'
import { type Cluster, lastLine, superuser } from './cluster'
import type { Place } from './place'
import { endPostmaster } from './postmaster'
import { serverProcess } from './server-user'

export type PostgresProcess = { port: number; ended: Promise<unknown>; stop(): Promise<void> }

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

/**
 * Holds the server while its standard input is open and ends it at the end of that input. The pipe's other
 * end is in the keeper alone, so that the server does not outlive the keeper, however that one ends.
 */
const guardScript = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
( read -r _ <&3; kill -INT $server ) &
guard=$!
exec 3<&-
wait $server
code=$?
kill $guard 2>/dev/null
exit $code
`

/** Starts the server of a cluster on a free port and returns when it takes connections. */
export async function startPostgres(
  place: Place,
  cluster: Cluster,
  logFile: string,
): Promise<PostgresProcess> {
  for (let attempt = 1; ; attempt++) {
    await endPostmaster(cluster.data)
    const port = await findFreePort()
    const shell = spawnGuarded(place, cluster, port, logFile)
    const ended = once(shell, 'exit')
    if (await becomesReady(shell, port, cluster.password)) {
      return { port, ended, stop: () => stop(shell, ended, cluster) }
    }
    // The port may have been taken meanwhile, and a killed server's memory is held until its last process is gone.
    const reason = lastFailure(await readFile(logFile, 'utf8'))
    const mayPass = /could not create any TCP\/IP sockets|still in use|already exists/.test(reason)
    if (!mayPass || attempt === startAttemptsMax) {
      throw new PlainError(`The embedded database does not start: ${reason} (${logFile})`)
    }
    await pause(500)
  }
}

function spawnGuarded({ binaries, user }: Place, cluster: Cluster, port: number, logFile: string) {
  const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(logFile, 'w', 0o600)
  try {
    return spawn('sh', ['-c', guardScript, 'sh', binaries.postgres, '-D', cluster.data, ...options], {
      ...user,
      ...serverProcess,
      stdio: ['pipe', log, log],
    })
  } finally {
    closeSync(log)
  }
}

/** Recovery after a crash may take its time: the wait ends with the server, not with a clock. */
async function becomesReady(shell: ChildProcess, port: number, password: string): Promise<boolean> {
  while (isRunning(shell)) {
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

async function stop(shell: ChildProcess, ended: Promise<unknown>, cluster: Cluster) {
  shell.stdin?.destroy()
  await Promise.race([ended, pause(stopPatienceSeconds * 1000, undefined, { ref: false })])
  if (isRunning(shell)) await endPostmaster(cluster.data)
}

const isRunning = (shell: ChildProcess) => shell.exitCode === null && shell.signalCode === null

function lastFailure(log: string) {
  const lines = log.split('\n')
  return lastLine(lines.filter((line) => /FATAL|PANIC|error/i.test(line)).join('\n') || log)
}
