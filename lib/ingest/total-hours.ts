import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'

/**
 * The totals of each hour of a day as its stored rows have them: `$1` is the day. Verify holds the stored totals
 * against the same rows, so that what is written and what is proven cannot differ.
 *
 * A destination belongs to the day of its call (`usage_date`), however late it was dialled.
 */
export const hoursOfDay = `
  SELECT contract_number, 'call' AS kind, date_trunc('hour', called_at, 'UTC') AS hour_at, $1::date AS usage_date,
         count(*)::int AS records, sum(destination_count)::bigint AS destinations,
         sum(accepted_pages)::bigint AS accepted_pages, sum(sent_pages)::bigint AS sent_pages,
         coalesce(sum(billed_pages), 0)::bigint AS billed_pages, sum(charge)::bigint AS charge
  FROM usage_call
  WHERE called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
    AND called_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
  GROUP BY 1, 3
  UNION ALL
  SELECT contract_number, 'destination', date_trunc('hour', called_at, 'UTC'), $1::date, count(*)::int,
         count(*), 0, sum(sent_pages)::bigint, coalesce(sum(billed_pages), 0)::bigint, sum(charge)::bigint
  FROM usage_destination
  WHERE usage_date = $1::date AND called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
  GROUP BY 1, 3`

/**
 * Writes the hourly totals of one day from its stored rows. The totals that were there must be gone already.
 *
 * An hour after midnight may have totals of two days: of its own, and of destinations that the day before
 * dialled late. Either is replaced with its own day.
 *
 * SQL on the connection of the load: the totals commit with the rows, which never leave the database.
 * @param client in the transaction that stored the rows.
 */
export async function totalHours(client: ClientBase, date: JapanDate): Promise<void> {
  await client.query(
    `INSERT INTO usage_hour (contract_number, kind, hour_at, usage_date, records, destinations,
                             accepted_pages, sent_pages, billed_pages, charge)
     SELECT contract_number, kind, hour_at, usage_date, records, destinations,
            accepted_pages, sent_pages, billed_pages, charge
     FROM (${hoursOfDay}) AS hours`,
    [date],
  )
}
