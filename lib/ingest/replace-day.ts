import type { ClientBase } from 'pg'
import { clearDay } from './clear-day'
import { logImport, type DayLoad } from './log-import'
import { recordCodes } from './record-codes'
import { requireCalls } from './require-calls'
import { storeStaged } from './store-staged'
import { totalDay } from './total-day'
import { addToMonths } from './total-month'

/**
 * Replaces a day whole, of every contract, by what is staged: its rows, its totals, the codes that it
 * brought and its line in the import log.
 * @param client in a transaction that holds the load lock, with the time zone Asia/Tokyo.
 * @returns the number of the load in the import log.
 * @throws Error where a destination has no call; DatabaseError for a row that the tables refuse.
 */
export async function replaceDay(
  client: ClientBase,
  load: DayLoad,
  onStored?: (destinations: number) => void,
): Promise<string> {
  const { date } = load
  await clearDay(client, date)
  await storeStaged(client, date, onStored)
  await requireCalls(client, date)
  await totalDay(client, date)
  await addToMonths(client, date)
  await recordCodes(client, date)
  return logImport(client, load)
}
