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
  stop(): Promise<void>
}

/** A PostgreSQL server of its own, empty, from the programs of a folder (`findBackupPrograms`). */
export async function startPostgresServer(programs: string): Promise<PostgresServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-server-'))
  const user = await findServerUser(folder)
  if (user) await chown(folder, user.uid, user.gid)
  const data = path.join(folder, 'data')
  const asServer = { ...user, ...serverProcess }
  const settings = ['--username=portal', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  await run(path.join(programs, 'initdb'), ['-D', data, ...settings], asServer)

  const port = await findFreePort()
  const options = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' }
  const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = await startGuarded([path.join(programs, 'postgres'), '-D', data, ...args], { user })
  const urlOf = (database: string) => `postgresql://portal@127.0.0.1:${port}/${database}`
  await whenAnswering(urlOf('postgres'))
  return {
    urlOf,
    async stop() {
      server.end()
      await server.ended
      await rm(folder, { recursive: true, force: true })
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
