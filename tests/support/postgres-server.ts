import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { findFreePort } from '@/scripts/embedded/free-port'
import { findServerUser, serverProcess } from '@/scripts/embedded/server-user'
import { run } from './programs'

export interface PostgresServer {
  urlOf(database: string): string
  /** The first of its processes, of which the others are children. */
  pid(): Promise<number>
  /**
   * Ends it, unless it has ended by itself, and starts it on what it has stored.
   * @param signal SIGINT: its connections are ended in order. SIGQUIT: it ends as in a crash.
   */
  restart(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>
  stop(): Promise<void>
}

/** Runs a program until the other end of its standard input is gone, so that it does not outlive this process. */
const guarded = 'exec 3<&0 </dev/null; "$@" 3<&- & read -r _ <&3; kill -INT $!; wait $!'

/**
 * A PostgreSQL server of its own, empty, from the programs of a folder (`findPostgresPrograms`).
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
  const command = ['-c', guarded, 'sh', path.join(programs, 'postgres'), '-D', data, ...args]
  const urlOf = (database: string) => `postgresql://portal@127.0.0.1:${port}/${database}`
  const start = async () => {
    const started = spawn('sh', command, { ...asServer, stdio: ['pipe', 'ignore', 'ignore'] })
    await whenAnswering(urlOf('postgres'))
    return started
  }
  const pid = async () =>
    Number((await readFile(path.join(data, 'postmaster.pid'), 'utf8')).split('\n', 1)[0])
  let server = await start()
  return {
    urlOf,
    pid,
    async restart(signal) {
      const first = await pid().catch(() => undefined)
      if (first !== undefined && signal === 'SIGQUIT') kill(first, signal)
      await end(server)
      server = await start()
    },
    async stop() {
      await end(server)
      if (place === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Ends the server in order where it still runs, and waits until it has ended. */
async function end(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit')
  server.stdin!.end()
  await ended
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
