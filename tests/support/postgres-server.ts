import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { findFreePort } from '@/scripts/embedded/free-port'
import { findServerUser, serverProcess } from '@/scripts/embedded/server-user'
import { startGuarded } from '@/scripts/guarded-program'
import { run } from './programs'

export interface PostgresServer {
  urlOf(database: string): string
  /** The first of its processes, of which the others are children. */
  pid(): number
  /**
   * Ends it, unless it has ended by itself, and starts it on what it has stored.
   * @param signal SIGINT: its connections are ended in order. SIGQUIT: it ends as in a crash.
   */
  restart(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>
  stop(): Promise<void>
}

/**
 * A PostgreSQL server of its own, empty, from the programs of a folder (`findBackupPrograms`).
 * @param place the folder for its data; one of its own, which goes with it, unless given.
 * @param settings of PostgreSQL.
 */
export async function startPostgresServer(
  programs: string,
  { place, settings = {} }: { place?: string; settings?: Record<string, string | number> } = {},
): Promise<PostgresServer> {
  const folder = place ?? (await mkdtemp(path.join(tmpdir(), 'portal-server-')))
  const user = await findServerUser(folder)
  if (user) await chown(folder, user.uid, user.gid)
  const data = path.join(folder, 'data')
  const made = ['--username=portal', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  await run(path.join(programs, 'initdb'), ['-D', data, ...made], { ...user, ...serverProcess })

  const port = await findFreePort()
  const options = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    ...settings,
  }
  const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const urlOf = (database: string) => `postgresql://portal@127.0.0.1:${port}/${database}`
  const start = async () => {
    const started = await startGuarded([path.join(programs, 'postgres'), '-D', data, ...args], { user })
    await whenAnswering(urlOf('postgres'))
    return started
  }
  let server = await start()
  const end = async () => {
    server.end()
    await server.ended
  }
  return {
    urlOf,
    pid: () => server.pid,
    async restart(signal) {
      if (signal === 'SIGQUIT' && server.isRunning()) process.kill(server.pid, signal)
      await end()
      server = await start()
    },
    async stop() {
      await end()
      if (place === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

const looksMax = 300

async function whenAnswering(databaseUrl: string): Promise<void> {
  for (let look = 1; ; look++) {
    const client = new Client({ connectionString: databaseUrl })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return
    } catch (error) {
      if (look === looksMax) throw error
      await pause(100)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
