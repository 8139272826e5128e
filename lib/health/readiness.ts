import { statfs } from 'node:fs/promises'
import { pendingOf } from '@/lib/db/migrate'
import { getPool } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { isStopping } from '@/lib/http/stop-servers'
import { log } from '@/lib/log'

/** A bulk export that nobody has begun for so long: no worker runs. */
const queueLateMilliseconds = 60_000

/** Free space below which an import or an export may not find room. */
const freeSpaceMin = 0.05

export interface Readiness {
  isReady: boolean
  checks: {
    process: 'ok' | 'stopping'
    database: 'ok' | 'unavailable'
    migrations: 'ok' | 'pending' | 'unknown'
    /** Told alone: what web processes answer does not depend on it. */
    queue: 'ok' | 'late' | 'unknown'
    /** Of the database, where this machine has it and the database says where. Told alone. */
    disk: 'ok' | 'low' | 'unknown'
  }
}

/**
 * Says whether this process can answer: it is not ending, it reaches its database, and that has every migration of this
 * version. Beyond these it looks at the queue of bulk exports and the database's disk.
 */
export async function readReadiness(now: Date): Promise<Readiness> {
  const process = isStopping() ? 'stopping' : 'ok'
  try {
    const pending = await pendingOf(getPool())
    const checks = {
      process,
      database: 'ok',
      migrations: pending.length > 0 ? 'pending' : 'ok',
      queue: pending.length > 0 ? 'unknown' : await readQueue(now),
      disk: await readDisk(),
    } as const
    return { isReady: process === 'ok' && checks.migrations === 'ok', checks }
  } catch (error) {
    log.warn({ err: error }, 'not ready')
    const unknown = { migrations: 'unknown', queue: 'unknown', disk: 'unknown' } as const
    return { isReady: false, checks: { process, database: 'unavailable', ...unknown } }
  }
}

async function readQueue(now: Date): Promise<'ok' | 'late'> {
  const requestedAt = { lt: new Date(now.getTime() - queueLateMilliseconds) }
  const late = await getPrisma().exportRequest.count({ where: { state: 'waiting', requestedAt } })
  return late > 0 ? 'late' : 'ok'
}

/** By SQL: where a server has its files is a setting of PostgreSQL, which not every role may read. */
async function readDisk(): Promise<'ok' | 'low' | 'unknown'> {
  try {
    const [row] = await getPrisma().$queryRaw<{ folder: string }[]>`
      SELECT current_setting('data_directory') AS folder`
    const { bavail, blocks } = await statfs(row!.folder)
    return bavail / blocks < freeSpaceMin ? 'low' : 'ok'
  } catch {
    return 'unknown'
  }
}
