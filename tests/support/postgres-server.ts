import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { findFreePort } from '@/scripts/embedded/free-port'
import { findServerUser, serverProcess } from '@/scripts/embedded/server-user'
import { makePart, type Part } from '@/scripts/cluster/part'
import { startGuarded } from '@/scripts/guarded-program'
import { run } from './programs'

/** It can be ended, killed and paused, and started again on what it has stored. */
export interface PostgresServer extends Part {
  urlOf(database: string): string
  /** Ends it, and removes its data unless the place of that was given. */
  close(): Promise<void>
}

/**
 * A PostgreSQL server of its own, empty, from the programs of a folder.
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
  const asServer = { ...user, ...serverProcess }
  const made = ['--username=portal', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  await run(path.join(programs, 'initdb'), ['-D', data, ...made], asServer)

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
  const part = makePart('database', { port }, async () => {
    const program = await startGuarded([path.join(programs, 'postgres'), '-D', data, ...args], { user })
    await whenAnswering(urlOf('postgres'))
    const stop = async () => {
      program.end()
      await program.ended
    }
    return { pid: program.pid, ended: program.ended, stop }
  })
  await part.start()
  return {
    ...part,
    urlOf,
    close: async () => {
      await part.stop()
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
