import type { RecordAccess } from '@/lib/auth/account-user'
import { requireWholeContract } from '@/lib/auth/permissions'
import type { Database } from '@/lib/db/prisma'
import {
  addMonthsTo,
  daysOfMonth,
  firstDayOf,
  japanMonthOf,
  lastDayOf,
  type JapanMonth,
} from '@/lib/time/japan-month'
import { dateOfDatabaseDay, japanDateOf } from '@/lib/time/japan-time'
import { purgedBefore } from '@/lib/usage/loaded-days'
import { inOneLoad, upTo, type LogEnd } from '@/lib/usage/seen-load'
import { readClosings } from './closings'
import { correctionsOf, readLoads } from './loads'
import { sumMonth } from './month-totals'

/** A month of which there is a sheet. */
export interface StatementMonth {
  month: JapanMonth
  /** Calls. */
  records: number
  /** yen, by call */
  charge: bigint
  /** Days before today that were not loaded. */
  missingDays: number
  /** Whether the month is not over. */
  isRunning: boolean
  corrections: number
  correctionsAfterClosing: number
  closedAt?: Date
}

/**
 * Lists the months that hold usage of the user's own contract, the newest first, by call. Months that are no longer kept
 * are left out. All of one moment; what is read grows with the months and not with their records.
 * @throws PortalError `departmentsOnly` for who is limited to departments.
 */
export async function listMonths(user: RecordAccess, now: Date): Promise<StatementMonth[]> {
  requireWholeContract(user)
  const { contractNumber } = user
  return inOneLoad(contractNumber, (db, end) => monthsOf(contractNumber, now, end, db))
}

async function monthsOf(
  contractNumber: string,
  now: Date,
  end: LogEnd,
  db: Database,
): Promise<StatementMonth[]> {
  const today = japanDateOf(now)
  const retainedFrom = await purgedBefore(db)
  const ends = await db.usageImport.aggregate({
    where: upTo(end),
    _min: { usageDate: true },
    _max: { usageDate: true },
  })
  if (!ends._min.usageDate || !ends._max.usageDate) return []
  const days = { first: dateOfDatabaseDay(ends._min.usageDate), last: dateOfDatabaseDay(ends._max.usageDate) }
  const closings = await readClosings(contractNumber, undefined, db)
  const firstClosed = [...closings.values()].map(({ importId }) => importId).sort(ascending)[0]
  const loads = await readLoads(contractNumber, days, { afterImportId: firstClosed, end }, db)
  const loadsIn = (month: JapanMonth) => loads.filter(({ date }) => japanMonthOf(date) === month)

  // What a month's last calls have dialled late is in the next one.
  const candidates = new Set(
    loads.map(({ date }) => japanMonthOf(date)).flatMap((month) => [month, addMonthsTo(month, 1)]),
  )
  const kept = [...candidates].filter(
    (month) => retainedFrom === undefined || firstDayOf(month) >= retainedFrom,
  )
  const months: StatementMonth[] = []
  for (const month of kept.sort().reverse()) {
    const totals = await sumMonth({ contractNumber, month }, db)
    const closing = closings.get(month)
    const loadsHere = loadsIn(month)
    const corrections = correctionsOf(loadsHere, 'call', closing)
    const isEmpty = totals.call.records === 0 && totals.destination.records === 0
    if (isEmpty && !corrections.some(({ before }) => before && before.records > 0)) continue
    const loaded = new Set(loadsHere.map(({ date }) => date))
    months.push({
      month,
      records: totals.call.records,
      charge: totals.call.charge,
      missingDays: daysOfMonth(month).filter((date) => date < today && !loaded.has(date)).length,
      isRunning: lastDayOf(month) >= today,
      corrections: corrections.length,
      correctionsAfterClosing: corrections.filter(({ isAfterClosing }) => isAfterClosing).length,
      closedAt: closing?.closedAt,
    })
  }
  return months
}

const ascending = (one: bigint, other: bigint) => (one < other ? -1 : 1)
