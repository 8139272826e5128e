import type { Pool } from 'pg'
import { ensureUsageMonths } from '@/lib/ingest/ensure-usage-months'
import { totalHours } from '@/lib/ingest/total-hours'

/** The day of the generated usage. */
export const generatedDay = '2026-02-03'

/**
 * Makes one day of a contract by SQL: a hundred destinations to a call, many records in one second, texts with what
 * is hard in a CSV, and some call ids in no order. Its records by call are a hundredth.
 */
export async function generateUsage(pool: Pool, contractNumber: string, destinations: number): Promise<void> {
  const client = await pool.connect()
  try {
    await ensureUsageMonths(client, [generatedDay])
    await client.query(`SET timezone = 'Asia/Tokyo'`)
    await client.query('BEGIN')
    await client.query(
      `INSERT INTO contract (contract_number, name) VALUES ($1, 'Generated') ON CONFLICT DO NOTHING`,
      [contractNumber],
    )
    await client.query(
      `INSERT INTO usage_call (contract_number, called_at, call_id, communication_type, caller_number,
         callee_number, area, destination_count, accepted_pages, sent_pages, billed_pages, discount_type, charge)
       SELECT $1, $2::date + make_interval(secs => n % 70000), (n::bigint * 7919) % 1000003, '同報',
         CASE WHEN n % 5 = 0 THEN '@userco.jp' ELSE '03' || n END, NULL, E'JAPAN "東京",\n高〜', 100, 1, 1, 1, '夜間', n
       FROM generate_series(1, ($3::int + 99) / 100) AS n`,
      [contractNumber, generatedDay, destinations],
    )
    await client.query(
      `INSERT INTO usage_destination (contract_number, called_at, call_id, destination_no, usage_date,
         communication_type, caller_number, callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge)
       SELECT contract_number, called_at, call_id, no, $2::date, communication_type, caller_number,
         CASE WHEN no % 7 = 0 THEN NULL ELSE '0' || (no * 7919 + call_id * 104729) % 999999999 END, area, 'A4G3F',
         1 + no % 9, CASE WHEN no % 9 = 0 THEN NULL ELSE no % 9 END, CASE WHEN no % 2 = 0 THEN '夜間' END,
         no * 10 + call_id % 100
       FROM (SELECT *, row_number() OVER (ORDER BY called_at, call_id) AS call_no FROM usage_call
             WHERE contract_number = $1) AS call
       CROSS JOIN generate_series(1, 100) AS no
       WHERE (call_no - 1) * 100 + no <= $3::int`,
      [contractNumber, generatedDay, destinations],
    )
    await client.query(
      `UPDATE usage_call SET destination_count = (
         SELECT count(*) FROM usage_destination AS destination
         WHERE destination.contract_number = $1 AND destination.call_id = usage_call.call_id)
       WHERE contract_number = $1`,
      [contractNumber],
    )
    // The totals of the day are made for all of its contracts.
    await client.query('DELETE FROM usage_hour WHERE usage_date = $1', [generatedDay])
    await totalHours(client, generatedDay)
    await client.query('COMMIT')
    await client.query('ANALYZE usage_call, usage_destination')
    await client.query('RESET timezone')
  } finally {
    client.release()
  }
}
