import { Gauge } from 'prom-client'
import { clockOffsetSeconds } from '@/lib/db/clock-offset'
import { getPool } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { log } from '@/lib/log'
import { addJapanDays, dateOfDatabaseDay, japanInstant } from '@/lib/time/japan-time'
import { registry } from './counters'

const gauge = (name: string, help: string, labelNames: string[] = []) =>
  new Gauge({ name, help, labelNames, registers: [registry] })

const poolConnections = gauge('portal_pool_connections', 'Connections of the pool, by state.', ['state'])
const poolWaiting = gauge('portal_pool_waiting', 'How many wait for a connection of the pool.')
const databaseUp = gauge('portal_database_up', '1 where the database answered at this look, else 0.')
const exportsByState = gauge('portal_exports', 'Bulk exports, by state.', ['state'])
const oldestExport = gauge('portal_exports_oldest_open_seconds', 'Age of the oldest not made yet, or 0.')
const newestDay = gauge('portal_usage_newest_day_seconds', 'Time since the end of the newest day loaded.')
const clockOffset = gauge(
  'portal_clock_offset_seconds',
  'How far this clock is ahead of that of the database.',
)

const secondsSince = (instant: Date) => (Date.now() - instant.getTime()) / 1_000

/** Sets what is read at each look: the pool of this process, and what the database has for all of them. */
export async function readGauges(): Promise<void> {
  const { totalCount, idleCount, waitingCount } = getPool()
  poolConnections.set({ state: 'idle' }, idleCount)
  poolConnections.set({ state: 'used' }, totalCount - idleCount)
  poolWaiting.set(waitingCount)
  // What is not known must not be told as it was before.
  exportsByState.reset()
  for (const metric of [oldestExport, newestDay, clockOffset]) metric.set(Number.NaN)
  try {
    await readDatabase()
    databaseUp.set(1)
  } catch (error) {
    log.warn({ err: error }, 'metrics without the database')
    databaseUp.set(0)
  }
}

async function readDatabase(): Promise<void> {
  clockOffset.set(await clockOffsetSeconds(getPool()))
  const db = getPrisma()
  const states = await db.exportRequest.groupBy({ by: ['state'], _count: true })
  const open = { state: { in: ['waiting', 'running'] } }
  const { _min } = await db.exportRequest.aggregate({ where: open, _min: { requestedAt: true } })
  const { _max } = await db.usageImport.aggregate({ _max: { usageDate: true } })
  for (const { state, _count } of states) exportsByState.set({ state }, _count)
  oldestExport.set(_min.requestedAt ? secondsSince(_min.requestedAt) : 0)
  if (!_max.usageDate) return
  newestDay.set(secondsSince(japanInstant(addJapanDays(dateOfDatabaseDay(_max.usageDate), 1), 0)))
}
