import type { Pool } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'

interface ManyCalls {
  contractNumber: string
  date: JapanDate
  /** Calls of one destination each, over the first hours of the day, several in each second. */
  records: number
  /** The text of 対地名: a long one makes a file that no buffer swallows. */
  area?: string
}

/** Puts many calls, their destinations and the totals of their hours into a database. */
export async function insertManyCalls(pool: Pool, many: ManyCalls): Promise<void> {
  const values = [many.contractNumber, many.date, many.records, many.area ?? 'JAPAN']
  await pool.query('SELECT ensure_usage_month($1)', [many.date])
  await pool.query(
    `INSERT INTO usage_call (contract_number, called_at, call_id, communication_type, caller_number, callee_number,
                             area, destination_count, accepted_pages, sent_pages, billed_pages, discount_type, charge)
     SELECT $1, $2::date::timestamp AT TIME ZONE 'Asia/Tokyo' + make_interval(secs => call / 3), call, '一般', $1,
            '0' || call, $4, 1, 1, 1, 1, NULL, call % 100
     FROM generate_series(1, $3::int) AS call`,
    values,
  )
  await pool.query(
    `INSERT INTO usage_destination (contract_number, called_at, call_id, destination_no, usage_date,
       communication_type, caller_number, callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge)
     SELECT contract_number, called_at, call_id, 1, $2::date, communication_type, caller_number, callee_number, area,
            'A4G3F', sent_pages, billed_pages, discount_type, charge
     FROM usage_call WHERE contract_number = $1 AND called_at >= $2::date::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND called_at < ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'`,
    values.slice(0, 2),
  )
  await pool.query(
    `INSERT INTO usage_hour (contract_number, kind, hour_at, usage_date, records, destinations, accepted_pages,
                             sent_pages, billed_pages, charge)
     SELECT contract_number, kind, date_trunc('hour', called_at, 'UTC'), $2::date, count(*), count(*),
            CASE kind WHEN 'call' THEN count(*) ELSE 0 END, count(*), count(*), sum(charge)
     FROM usage_call, (VALUES ('call'), ('destination')) AS kinds (kind)
     WHERE contract_number = $1 AND called_at >= $2::date::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND called_at < ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
     GROUP BY 1, 2, 3`,
    values.slice(0, 2),
  )
}
