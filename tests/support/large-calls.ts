import type { Pool } from 'pg'
import { ensureUsageMonths } from '@/lib/ingest/ensure-usage-months'
import { totalHours } from '@/lib/ingest/total-hours'
import type { JapanDate } from '@/lib/time/japan-time'

export interface LargeCall {
  callId: number
  /** Japan time, e.g. `09:54:13`. */
  at: string
  destinations: number
  /** Over how many seconds they are dialled. */
  spanSeconds: number
  /** From one destination's number to the next one's. */
  numberStep?: number
  /** How many calls like it, each with the next id. */
  calls?: number
}

/** Puts large calls of one day, their destinations and the totals of the day's hours into a database. */
export async function insertLargeCalls(
  pool: Pool,
  contractNumber: string,
  date: JapanDate,
  calls: LargeCall[],
): Promise<void> {
  const client = await pool.connect()
  try {
    await ensureUsageMonths(client, [date])
    await client.query(`SET timezone = 'Asia/Tokyo'`)
    await client.query('BEGIN')
    await client.query(
      `INSERT INTO contract (contract_number, name) VALUES ($1, 'Large calls') ON CONFLICT DO NOTHING`,
      [contractNumber],
    )
    for (const { callId, at, destinations, spanSeconds, numberStep = 1, calls: count = 1 } of calls) {
      const values = [contractNumber, `${date} ${at}`, callId, count, destinations]
      await client.query(
        `INSERT INTO usage_call (contract_number, called_at, call_id, communication_type, caller_number,
           callee_number, area, destination_count, accepted_pages, sent_pages, billed_pages, discount_type, charge)
         SELECT $1, $2::timestamptz, $3::bigint + nth, '同報', '0312345678', NULL, 'JAPAN', $5::int, $5::int,
           $5::int, $5::int, NULL, $5::int
         FROM generate_series(0, $4::int - 1) AS nth`,
        values,
      )
      // Numbers follow the time but for each third, which is dialled again at the end.
      await client.query(
        `INSERT INTO usage_destination (contract_number, called_at, call_id, destination_no, usage_date,
           communication_type, caller_number, callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge)
         SELECT $1, $2::timestamptz
             + make_interval(secs => CASE WHEN no % 3 = 0 THEN $6::int ELSE (no::bigint * $6::int / $5::int) END),
           $3::bigint + nth, 1 + no * $7::int, $2::timestamptz::date, '同報', '0312345678', '0' || (no * 7919 + 100000000),
           'JAPAN', 'A4G3F', 1, 1, NULL, 1 + no % 5
         FROM generate_series(0, $4::int - 1) AS nth CROSS JOIN generate_series(0, $5::int - 1) AS no
         ORDER BY 2, 3, 4`,
        [...values, spanSeconds, numberStep],
      )
    }
    await client.query('DELETE FROM usage_hour WHERE usage_date = $1', [date])
    await totalHours(client, date)
    await client.query('COMMIT')
    await client.query('ANALYZE usage_call, usage_destination')
    await client.query('RESET timezone')
  } finally {
    client.release()
  }
}
