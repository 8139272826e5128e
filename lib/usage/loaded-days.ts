import { getPrisma, type Database } from '@/lib/db/prisma'
import { isDatabaseAway } from '@/lib/db/sql-state'
import {
  addJapanDays,
  databaseDay,
  dateOfDatabaseDay,
  japanDateOf,
  type JapanDate,
} from '@/lib/time/japan-time'
import { readSeenLoad, upTo, type LogEnd } from './seen-load'

/** Of which days usage is there. */
export interface LoadedDays {
  /**
   * Up to which day data has been loaded without a gap: the last day before the first one missing of the last two
   * months; where nothing was loaded in those, the last day loaded at all. Absent where there is none.
   */
  completeUntil?: JapanDate
  /** The first day of which usage is kept; absent where nothing was ever purged. */
  retainedFrom?: JapanDate
}

/** A day missing for longer than this no longer holds back what is called complete. */
const watchedDays = 62

/**
 * Says of which days usage is there. A day that is not over is not whole, though some of it may be loaded.
 * @param db a transaction, where the days must be of the same moment as something else.
 * @param end of the log: that of the records beside which the days are shown.
 */
export async function loadedDays(
  now: Date,
  db: Database = getPrisma(),
  end: LogEnd = 'newest',
): Promise<LoadedDays> {
  return {
    completeUntil: await completeUntil(japanDateOf(now), db, end),
    retainedFrom: await purgedBefore(db),
  }
}

/**
 * The same where it is said beside figures of a contract that are read later: of the load that its records are of. Where
 * these are on a machine that is away there are no figures, and the import log alone says it.
 */
export async function loadedDaysOf(contractNumber: string, now: Date): Promise<LoadedDays> {
  const db = getPrisma()
  const end = await readSeenLoad(contractNumber, db).catch((error: unknown): LogEnd => {
    if (!isDatabaseAway(error)) throw error
    return 'newest'
  })
  return loadedDays(now, db, end)
}

/** The first day of which usage is kept; undefined where nothing was ever purged. */
export async function purgedBefore(db: Database): Promise<JapanDate | undefined> {
  const { _max } = await db.usagePurge.aggregate({ _max: { purgedBefore: true } })
  return _max.purgedBefore ? dateOfDatabaseDay(_max.purgedBefore) : undefined
}

async function completeUntil(today: JapanDate, db: Database, end: LogEnd): Promise<JapanDate | undefined> {
  const recent = await loadedBetween(addJapanDays(today, -watchedDays), addJapanDays(today, -1), db, end)
  if (recent.length > 0) return recent.find((date, index) => recent[index + 1] !== addJapanDays(date, 1))
  const last = await db.usageImport.findFirst({
    where: { usageDate: { lt: databaseDay(today) }, ...upTo(end) },
    orderBy: { usageDate: 'desc' },
    select: { usageDate: true },
  })
  return last ? dateOfDatabaseDay(last.usageDate) : undefined
}

/** The days from `first` to `last` that were loaded up to the end of the log, each once and in order. */
export async function loadedBetween(
  first: JapanDate,
  last: JapanDate,
  db: Database,
  end: LogEnd,
): Promise<JapanDate[]> {
  const days = await db.usageImport.groupBy({
    by: ['usageDate'],
    where: { usageDate: { gte: databaseDay(first), lte: databaseDay(last) }, ...upTo(end) },
    orderBy: { usageDate: 'asc' },
  })
  return days.map(({ usageDate }) => dateOfDatabaseDay(usageDate))
}
