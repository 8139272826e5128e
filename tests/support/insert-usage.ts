import type { Pool } from 'pg'
import { ensureUsageMonths } from '@/lib/ingest/ensure-usage-months'
import { inJapanTime } from '@/lib/ingest/in-japan-time'
import { takeLoadLock } from '@/lib/ingest/load-lock'
import { storeTotals, totalsOfDay } from '@/lib/ingest/total-day'
import { totalMonth } from '@/lib/ingest/total-month'
import { addMonthsTo, firstDayOf, japanMonthOf } from '@/lib/time/japan-month'
import type { JapanDate } from '@/lib/time/japan-time'

/** What a plain call holds, as SQL of `nth`, its place among its calls from 1 on, and of `start` of the day. */
const plainCall = {
  called_at: 'start',
  call_id: 'nth',
  communication_type: `'同報'`,
  caller_number: `'0312345678'`,
  callee_number: 'NULL',
  area: `'JAPAN'`,
  destination_count: '1',
  accepted_pages: '1',
  sent_pages: '1',
  billed_pages: '1',
  discount_type: 'NULL',
  charge: '1',
}

/** What a plain destination holds, as SQL of `no`, its place in its call from 1 on, and of columns of the call. */
const plainDestination = {
  called_at: 'called_at',
  destination_no: 'no',
  callee_number: 'callee_number',
  paper_mode: `'A4G3F'`,
  sent_pages: '1',
  billed_pages: '1',
  call_type: 'NULL',
  charge: '1',
}

/** Calls that are alike, and what is not plain about them. */
export interface CallsPlan {
  calls: number
  call?: Partial<typeof plainCall>
  destination?: Partial<typeof plainDestination>
}

/**
 * Adds calls of one day, their destinations and their totals to a database, with the contract where it
 * is not there yet. Made by SQL, since there may be hundreds of thousands; the contract has no usage of that day yet.
 */
export async function insertUsage(
  pool: Pool,
  contractNumber: string,
  date: JapanDate,
  plans: CallsPlan[],
): Promise<void> {
  const client = await pool.connect()
  try {
    await inJapanTime(client, async () => {
      await takeLoadLock(client)
      await ensureUsageMonths(client, [date])
      await client.query(
        `INSERT INTO contract (contract_number, name) VALUES ($1, 'Generated') ON CONFLICT DO NOTHING`,
        [contractNumber],
      )
      for (const plan of plans) {
        const calls = `(SELECT ${asColumns({ ...plainCall, ...plan.call })}
          FROM generate_series(1, $3::int) AS nth, (VALUES ($2::date::timestamptz)) AS day (start)) AS call`
        const values = [contractNumber, date, plan.calls]
        await client.query(
          `INSERT INTO usage_call (contract_number, ${Object.keys(plainCall).join(', ')})
           SELECT $1, call.* FROM ${calls} ORDER BY called_at, call_id`,
          values,
        )
        const own = { ...plainDestination, ...plan.destination }
        await client.query(
          `INSERT INTO usage_destination (contract_number, usage_date, call_id, communication_type, caller_number,
             area, ${Object.keys(own).join(', ')})
           SELECT $1, $2::date, call_id, communication_type, caller_number, area, own.*
           FROM ${calls} CROSS JOIN generate_series(1, destination_count) AS no
           CROSS JOIN LATERAL (SELECT ${asColumns(own)}) AS own
           ORDER BY own.called_at, call_id, destination_no`,
          values,
        )
      }
      for (const totals of Object.values(totalsOfDay))
        await client.query(storeTotals(totals, 'contract_number = $2'), [date, contractNumber])
      const month = japanMonthOf(date)
      for (const touched of [month, addMonthsTo(month, 1)]) await totalMonth(client, firstDayOf(touched))
    })
    await client.query('ANALYZE usage_call, usage_destination')
  } finally {
    client.release()
  }
}

const asColumns = (expressions: Record<string, string>) =>
  Object.entries(expressions)
    .map(([column, expression]) => `${expression} AS ${column}`)
    .join(', ')
