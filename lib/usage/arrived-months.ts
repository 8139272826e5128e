import type { Database } from '@/lib/db/prisma'
import {
  addMonthsTo,
  databaseMonth,
  daysOfMonth,
  firstDayOf,
  japanMonthOf,
  lastDayOf,
  type JapanMonth,
} from '@/lib/time/japan-month'
import { japanDateOf } from '@/lib/time/japan-time'
import { loadedBetween } from './loaded-days'
import type { LogEnd } from './seen-load'

/**
 * Whether the data of a month has arrived: it is over, and each of its days was loaded, or the operator has closed it
 * with days missing.
 * @param end of the log: that of a contract's records, where these are read then.
 */
export async function hasArrived(
  month: JapanMonth,
  now: Date,
  db: Database,
  end: LogEnd = 'newest',
): Promise<boolean> {
  if (lastDayOf(month) >= japanDateOf(now)) return false
  const closed = await db.closedMonth.count({ where: { month: databaseMonth(month) } })
  if (closed > 0) return true
  return (
    (await loadedBetween(firstDayOf(month), lastDayOf(month), db, end)).length === daysOfMonth(month).length
  )
}

/** The month before the present one: the newest that can have arrived. */
export const newestOverMonth = (now: Date): JapanMonth => addMonthsTo(japanMonthOf(japanDateOf(now)), -1)

/** So many months are looked at: what arrives later than that is asked for by hand. */
const watchedMonths = 3

/** The newest month that has arrived, of the last three. @returns undefined where none has. */
export async function newestArrivedMonth(now: Date, db: Database): Promise<JapanMonth | undefined> {
  for (let back = 0; back < watchedMonths; back++) {
    const month = addMonthsTo(newestOverMonth(now), -back)
    if (await hasArrived(month, now, db)) return month
  }
  return undefined
}
