import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { clearDay } from './clear-day'
import { copyCalls, copyDestinations } from './copy-rows'
import { ensureUsageMonths } from './ensure-usage-months'
import { logImport } from './log-import'
import { codesOf, recordCodes } from './record-codes'
import { totalHours } from './total-hours'
import type { CallRow, DestinationRow, UsageDay } from './usage-rows'

/**
 * Replaces one day of usage whole, of every contract, in one transaction: its rows, its hourly totals, the codes
 * it brought and its line in the import log, or nothing of it. Rows may come in any order.
 *
 * What the rows say is not checked here beyond what the tables refuse.
 * @param client not in a transaction.
 * @param importedBy who loads it, as the import log names them.
 * @returns the first day of each month whose partitions hold the rows.
 * @throws DatabaseError when the database refuses a row; the day is then as it was.
 */
export async function loadDay(client: ClientBase, day: UsageDay, importedBy: string): Promise<JapanDate[]> {
  const { date } = day
  const calls = [...day.calls].sort(compareRows)
  const destinations = [...day.destinations].sort(compareRows)
  const datesOfRows = new Set(destinations.map((row) => row.calledAt.slice(0, 10)))
  const months = await ensureUsageMonths(client, [date, ...datesOfRows])

  await client.query('BEGIN')
  try {
    await client.query("SET LOCAL timezone TO 'Asia/Tokyo'")
    // Two loads of one day at once: the second waits here, then replaces what the first one stored.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('usage_day'), $1::date - '2000-01-01'::date)", [
      date,
    ])
    // In the order in which ensure_usage_month() locks them: a load that met them in another order would deadlock
    // with one that makes a month.
    await client.query(
      'LOCK TABLE ONLY usage_call, ONLY usage_destination, ONLY usage_hour IN ROW EXCLUSIVE MODE',
    )
    await clearDay(client, date)
    const copiedCalls = await copyCalls(client, calls)
    const copiedDestinations = await copyDestinations(client, date, destinations)
    await totalHours(client, {
      date,
      contractNumbers: [...copiedCalls.byContract.keys()],
      lastCalledAt: copiedDestinations.lastCalledAt,
    })
    await recordCodes(client, date, codesOf(day))
    await logImport(client, { date, importedBy, calls: copiedCalls, destinations: copiedDestinations })
    await client.query('COMMIT')
    return months
  } catch (error) {
    // A connection that broke has rolled back already; what is thrown must be the first error.
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** By the key of the tables: contract, 発信日時, call, destination. */
function compareRows(a: CallRow | DestinationRow, b: CallRow | DestinationRow): number {
  return (
    compare(a.contractNumber, b.contractNumber) ||
    compare(a.calledAt, b.calledAt) ||
    compare(a.callId, b.callId) ||
    compare(destinationNoOf(a), destinationNoOf(b))
  )
}

const compare = <T extends string | bigint | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

const destinationNoOf = (row: CallRow | DestinationRow) => ('destinationNo' in row ? row.destinationNo : 0)
