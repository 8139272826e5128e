import { setTimeout as pause } from 'node:timers/promises'
import { recordEvent } from '@/lib/audit/record-event'
import { Prisma } from '@/lib/db/generated/client'
import { loadLockKey } from '@/lib/db/load-lock-key'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { sqlStateOf, uniqueViolation } from '@/lib/db/sql-state'
import { PortalError } from '@/lib/errors'
import { daysOfMonth, firstDayOf, lastDayOf, monthInstants, type JapanMonth } from '@/lib/time/japan-month'
import { databaseDay, type JapanDate } from '@/lib/time/japan-time'
import { loadedBetween, purgedBefore } from '@/lib/usage/loaded-days'
import { figuresOf, figureSums } from './figures'

/** What a closing has come to. */
export interface MonthClosing {
  /** `already`: it had been closed, and nothing was done. */
  outcome: 'closed' | 'already'
  month: JapanMonth
  closedAt: Date
  closedBy: string
  /** The days that were missing when it was closed now. */
  missingDays: JapanDate[]
}

interface ClosingWanted {
  /** One that is over. */
  month: JapanMonth
  operator: string
  allowMissing: boolean
}

/** A load that is under way is waited for. */
const waitMillisecondsMax = 60 * 60 * 1_000

/** The machines of a cluster commit a load within milliseconds of each other. */
const machineLooksMax = 10
const millisecondsBetweenLooks = 500

/**
 * Closes a month (確定) for every contract: keeps what each one's comes to, and up to which line of the import log. A
 * later load of one of its days still works, and sheets tell it as a correction after the closing. It is in the audit
 * trail. It waits for a load that is under way, by the lock of loads, and where records are on other machines until each
 * of these shows the newest load: log and records are of one moment then.
 * @param prisma another client than the process's own, where one is used.
 * @throws PortalError `monthNotKept` where its records were deleted, `monthIncomplete` where days were not loaded,
 *   `loadUnseen` where a machine does not show the newest load.
 */
export async function closeMonth(
  wanted: ClosingWanted,
  now: Date,
  prisma = getPrisma(),
): Promise<MonthClosing> {
  try {
    return await close(wanted, now, prisma)
  } catch (error) {
    // Somebody closed it meanwhile.
    const standing =
      sqlStateOf(error) === uniqueViolation ? await findClosing(wanted.month, prisma) : undefined
    if (!standing) throw error
    return standing
  }
}

async function findClosing(month: JapanMonth, db: Database): Promise<MonthClosing | undefined> {
  const closed = await db.closedMonth.findUnique({ where: { month: databaseDay(firstDayOf(month)) } })
  if (!closed) return undefined
  const { closedAt, closedBy } = closed
  return { outcome: 'already', month, closedAt, closedBy, missingDays: [] }
}

function close(
  { month, operator, allowMissing }: ClosingWanted,
  now: Date,
  prisma: ReturnType<typeof getPrisma>,
): Promise<MonthClosing> {
  const closedBy = `operator:${operator}`
  const day = databaseDay(firstDayOf(month))
  return prisma.$transaction(
    async (db) => {
      await db.$executeRaw`SELECT pg_advisory_xact_lock(${Prisma.raw(loadLockKey)})`
      const standing = await findClosing(month, db)
      if (standing) return standing
      const retainedFrom = await purgedBefore(db)
      if (retainedFrom !== undefined && firstDayOf(month) < retainedFrom)
        throw new PortalError({ code: 'monthNotKept', month, before: retainedFrom })
      const loaded = await loadedBetween(firstDayOf(month), lastDayOf(month), db, 'newest')
      const missingDays = daysOfMonth(month).filter((date) => !loaded.includes(date))
      if (missingDays.length > 0 && !allowMissing)
        throw new PortalError({
          code: 'monthIncomplete',
          month,
          count: missingDays.length,
          days: missingDays.join(', '),
        })

      const importId = await newestSeenLoad(month, db)
      const { from, until } = monthInstants(month)
      const totals = await db.usageHour.groupBy({
        by: ['contractNumber', 'kind'],
        where: { hourAt: { gte: from, lt: until } },
        _sum: figureSums,
      })
      await db.closedMonth.create({ data: { month: day, closedAt: now, closedBy, importId } })
      await db.closedMonthTotals.createMany({
        data: totals.map(({ contractNumber, kind, _sum }) => ({
          contractNumber,
          kind,
          month: day,
          ...figuresOf(_sum),
        })),
      })
      await recordEvent(db, {
        kind: 'monthClosed',
        at: now,
        actor: closedBy,
        detail: { month, missingDays: missingDays.length },
      })
      return { outcome: 'closed', month, closedAt: now, closedBy, missingDays }
    },
    { isolationLevel: 'ReadCommitted', timeout: waitMillisecondsMax },
  )
}

/**
 * The newest load, once the records of each contract are of it: a machine that has not committed it yet has those of an
 * earlier one. Each look has a snapshot of its own (READ COMMITTED).
 * @returns 0 where nothing was loaded.
 */
async function newestSeenLoad(month: JapanMonth, db: Database): Promise<bigint> {
  const { _max } = await db.usageImport.aggregate({ _max: { id: true } })
  const newest = _max.id ?? 0n
  for (let look = 1; (await db.usageLoad.count({ where: { importId: { lt: newest } } })) > 0; look++) {
    if (look === machineLooksMax) throw new PortalError({ code: 'loadUnseen', month })
    await pause(millisecondsBetweenLooks)
  }
  return newest
}
