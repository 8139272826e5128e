import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { ensureUsageMonths } from './ensure-usage-months'
import { inJapanTime } from './in-japan-time'
import { takeLoadLock } from './load-lock'
import { replaceDay } from './replace-day'
import { sortStaged } from './staging'
import { stageRows } from './stage-rows'
import { totalStaged } from './total-staged'
import type { UsageDay } from './usage-rows'

/**
 * Replaces one day of usage whole, of every contract, in one transaction, from rows in memory: for the seed and
 * for tests. Rows may come in any order.
 *
 * What the rows say is not checked here beyond what the tables refuse.
 * @param client not in a transaction.
 * @param importedBy who loads it, as the import log names them.
 * @returns the first day of each month whose partitions hold the rows.
 * @throws DatabaseError when the database refuses a row, Error when a destination has no call; the day is then as it was.
 */
export async function loadDay(client: ClientBase, day: UsageDay, importedBy: string): Promise<JapanDate[]> {
  const { date } = day
  const files = await inJapanTime(client, async () => {
    const staged = await stageRows(client, day)
    await sortStaged(client)
    return staged
  })
  const datesOfRows = new Set(day.destinations.map((row) => row.calledAt.slice(0, 10)))
  return inJapanTime(client, async () => {
    await takeLoadLock(client)
    const months = await ensureUsageMonths(client, [date, ...datesOfRows])
    await replaceDay(client, { date, importedBy, files, totals: await totalStaged(client) })
    return months
  })
}
