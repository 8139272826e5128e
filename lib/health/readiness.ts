import { statfs } from 'node:fs/promises'
import { clockOffsetSeconds } from '@/lib/db/clock-offset'
import { pendingOf } from '@/lib/db/migrate'
import { getPool, getWatchPool } from '@/lib/db/pool'
import { isStopping } from '@/lib/http/stop-servers'
import { log } from '@/lib/log'

/** A bulk export that nobody has begun for so long: no worker runs. */
const queueLateMilliseconds = 60_000

/** Free space below which an import or an export may not find room. */
const freeSpaceMin = 0.05

/** Locks, codes and sessions end by the clock of the process that is asked: other processes must agree with it. */
const clockOffsetSecondsMax = 5

export interface Readiness {
  isReady: boolean
  checks: {
    process: 'ok' | 'stopping'
    database: 'ok' | 'unavailable'
    migrations: 'ok' | 'pending' | 'unknown'
    queue: 'ok' | 'late' | 'unknown'
    /** Of the database, where this machine has it and the role may ask where. */
    disk: 'ok' | 'low' | 'unknown'
    /** Of this process, against the database's. */
    clock: 'ok' | 'off' | 'unknown'
  }
}

/**
 * Says whether this process can answer: it is not ending, it reaches its database, and that has every migration of this
 * version. The queue of bulk exports, the database's disk and the clock are shown beside it and change nothing of that: a
 * database whose clock is wrong would else take every process away. However often it is asked, the database is looked at
 * once a second at most.
 */
export function readReadiness(): Promise<Readiness> {
  if (!last || performance.now() - last.at > lookMilliseconds)
    last = { at: performance.now(), look: lookAtDatabase() }
  return last.look.then((checks) => {
    const process = isStopping() ? 'stopping' : 'ok'
    return { isReady: process === 'ok' && checks.migrations === 'ok', checks: { process, ...checks } }
  })
}

const lookMilliseconds = 1_000
let last: { at: number; look: Promise<Omit<Readiness['checks'], 'process'>> } | undefined

async function lookAtDatabase(): Promise<Omit<Readiness['checks'], 'process'>> {
  try {
    const pending = await pendingOf(getWatchPool())
    const [disk, clock] = [await readDisk(), await readClock()]
    if (pending.length > 0) return { database: 'ok', migrations: 'pending', queue: 'unknown', disk, clock }
    return { database: 'ok', migrations: 'ok', queue: await readQueue(), disk, clock }
  } catch (error) {
    log.warn({ reason: (error as Error).message }, 'not ready')
    const unknown = 'unknown'
    return {
      database: 'unavailable',
      ...{ migrations: unknown, queue: unknown, disk: unknown, clock: unknown },
    }
  }
}

let lastClock: 'ok' | 'off' = 'ok'

/** A change is logged, and not each look: there is one a second. */
async function readClock(): Promise<'ok' | 'off'> {
  const seconds = await clockOffsetSeconds(getWatchPool())
  const clock = Math.abs(seconds) <= clockOffsetSecondsMax ? 'ok' : 'off'
  if (clock !== lastClock) {
    if (clock === 'off') log.error({ seconds }, 'the clock of this machine is not that of the database')
    else log.info({ seconds }, 'the clock of this machine is that of the database again')
  }
  lastClock = clock
  return clock
}

/** By SQL, as what follows, on the one connection that never waits for those of pages. */
async function readQueue(): Promise<'ok' | 'late'> {
  const { rows } = await getWatchPool().query(
    `SELECT FROM export_request
      WHERE state = 'waiting' AND requested_at < now() - $1 * interval '1 millisecond' LIMIT 1`,
    [queueLateMilliseconds],
  )
  return rows.length > 0 ? 'late' : 'ok'
}

/** Where a server has its files is a setting of PostgreSQL, which not every role may read; it is another machine's mostly. */
async function readDisk(): Promise<'ok' | 'low' | 'unknown'> {
  try {
    if (!isHere(getPool().options.connectionString!)) return 'unknown'
    const { rows } = await getWatchPool().query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    )
    const { bavail, blocks } = await statfs(rows[0]!.folder)
    return bavail / blocks < freeSpaceMin ? 'low' : 'ok'
  } catch {
    return 'unknown'
  }
}

const isHere = (databaseUrl: string) =>
  ['localhost', '127.0.0.1', '[::1]', ''].includes(new URL(databaseUrl).hostname)
