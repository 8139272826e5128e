import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, realpath } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import lockfile from 'proper-lockfile'
import { PlainError } from '@/lib/plain-error'
import { othersRemain, readKeeperFile } from './keeper-file'
import { homeOf } from './place'
import { isAlive } from './postmaster'
import { serverProcess } from './server-user'

export type EmbeddedServer = {
  databaseUrl: string
  /** Settles when the server ended though it was in use. */
  lost: Promise<void>
  /** Gives the lease back; if it was the last, the server is down when this returns. */
  release(): Promise<void>
}

const answerSeconds = 30
const stopSeconds = 60
const exitSeconds = 3

/**
 * A lease of the embedded server of a data directory: started if it is not running, made if there is none.
 * All users of a data directory, in any process, share one server. A user that dies gives its lease back.
 * @throws PlainError when the server cannot be started on this machine.
 */
export async function useEmbeddedServer(dataDirectory: string): Promise<EmbeddedServer> {
  await mkdir(homeOf(dataDirectory), { recursive: true, mode: 0o711 })
  const home = await realpath(homeOf(dataDirectory))
  const running = await takeLease(home)
  if (running) return running

  // One starter at a time. A lock whose holder died is free after `stale`.
  const unlock = await lockfile.lock(home, {
    lockfilePath: path.join(home, 'starting.lock'),
    stale: 5_000,
    update: 1_000,
    retries: { forever: true, factor: 1, minTimeout: 100, maxTimeout: 100 },
    onCompromised: () => {},
  })
  try {
    for (;;) {
      const lease = await takeLease(home)
      if (lease) return lease
      await startKeeper(home)
    }
  } finally {
    await unlock().catch(() => {})
  }
}

/** Undefined: there is no keeper, or it is about to end. */
async function takeLease(home: string): Promise<EmbeddedServer | undefined> {
  const keeper = await readKeeperFile(home)
  if (!keeper || !isAlive(keeper.pid)) return undefined
  const socket = connect({ host: '127.0.0.1', port: keeper.port, allowHalfOpen: true })
  const said: string[] = []
  const closed = new Promise<void>((resolve) => socket.on('error', () => {}).on('close', () => resolve()))
  const answered = new Promise<void>((resolve) => {
    socket.setEncoding('utf8').on('data', (text: string) => resolve(void said.push(text)))
  })
  // The keeper closes its side when it ends, and that is the end of the lease.
  socket.on('end', () => socket.end())
  socket.write(`${keeper.token}\n`)
  const patience = pause(answerSeconds * 1000, 'silent', { ref: false })
  if ((await Promise.race([answered, closed, patience])) === 'silent') {
    socket.destroy()
    throw new PlainError(
      `The keeper of the database (process ${keeper.pid}) does not answer: end it and try again.`,
    )
  }
  const databaseUrl = said.shift()?.trim()
  if (!databaseUrl?.startsWith('postgresql://')) return undefined

  // A lease alone keeps no process running.
  socket.unref()
  let isReleased = false
  const lost = closed.then(() => (isReleased ? new Promise<never>(() => {}) : undefined))
  const release = async () => {
    isReleased = true
    socket.ref()
    socket.end()
    await Promise.race([closed, pause(stopSeconds * 1000, undefined, { ref: false })])
    if (!said.includes(othersRemain)) await whenGone(keeper.pid)
  }
  return { databaseUrl, lost, release }
}

async function startKeeper(home: string) {
  const log = await open(path.join(home, 'keeper.log'), 'w', 0o600)
  const loader = pathToFileURL(require.resolve('tsx')).href
  const keeper = spawn(process.execPath, ['--import', loader, path.join(__dirname, 'keeper.ts'), home], {
    cwd: path.resolve(__dirname, '../..'),
    env: serverProcess.env,
    // A session of its own: Ctrl-C and a closed terminal end the users, and the keeper after them.
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  const [message] = (await Promise.race([
    once(keeper, 'message'),
    once(keeper, 'exit').then(() => [{ failure: `see ${home}/keeper.log` }]),
  ])) as [{ failure?: string }]
  if (keeper.connected) keeper.disconnect()
  keeper.unref()
  await log.close()
  if (message.failure) throw new PlainError(message.failure)
}

async function whenGone(pid: number) {
  for (const end = Date.now() + exitSeconds * 1000; isAlive(pid) && Date.now() < end;) await pause(10)
}
