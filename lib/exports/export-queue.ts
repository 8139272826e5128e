import PgBoss from 'pg-boss'
import { getPool } from '@/lib/db/pool'
import type { Database } from '@/lib/db/prisma'
import { log } from '@/lib/log'

/** Made by the migration, with its policy: of each set at most one job waits. */
const queueName = 'bulk-export'

const maintenanceSeconds = 60

/** The statements are pg-boss's own: it sends them where its caller's transaction is. */
const databaseOf = (db: Database): PgBoss.Db => ({
  executeSql: async (text, values) => ({ rows: await db.$queryRawUnsafe<unknown[]>(text, ...values) }),
})

/**
 * pg-boss sends scripts of several statements, each in a transaction of its own: a connection on which one failed
 * is closed, so that nobody else gets it within a transaction that was broken off.
 */
const poolDatabase: PgBoss.Db = {
  executeSql: async (text, values) => {
    const client = await getPool().connect()
    try {
      const result = await client.query(text, values as unknown[])
      client.release()
      return result
    } catch (error) {
      client.release(true)
      throw error
    }
  },
}

/** Sends the job of a set, in the transaction of its row. While one waits already, this changes nothing. */
export async function sendExportJob(db: Database, exportId: string): Promise<void> {
  const options = { db: databaseOf(db), singletonKey: exportId }
  await sender().send(queueName, { exportId }, options)
}

let sending: PgBoss | undefined

/** Only writes jobs: it is never started. */
const sender = () => (sending ??= new PgBoss({ db: poolDatabase, migrate: false }))

export interface ExportQueue {
  /** Takes the next job. @returns undefined where none waits, or the database does not answer. */
  next(): Promise<{ exportId: string; done: () => Promise<void> } | undefined>
  close(): Promise<void>
}

/**
 * Opens the queue to take jobs from it, and to clear away old ones.
 * @throws Error where the database has no queue of this version.
 */
export async function openExportQueue(): Promise<ExportQueue> {
  const boss = new PgBoss({
    db: poolDatabase,
    migrate: false,
    schedule: false,
    maintenanceIntervalSeconds: maintenanceSeconds,
    archiveCompletedAfterSeconds: 60 * 60,
    deleteAfterDays: 1,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'queue of bulk exports'))
  await boss.start()
  return {
    next: async () => {
      const [job] = await boss.fetch<{ exportId: string }>(queueName)
      if (!job) return undefined
      return { exportId: job.data.exportId, done: () => boss.complete(queueName, job.id) }
    },
    close: () => boss.stop({ graceful: false }),
  }
}
