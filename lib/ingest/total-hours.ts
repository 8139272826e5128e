import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'

/** Where the rows of one day lie; it bounds what is read, so that the rest of the tables is left alone. */
interface DayExtent {
  date: JapanDate
  /** Every contract that has rows on that day. */
  contractNumbers: string[]
  /** The latest 発信日時 of its destinations, Japan time; undefined when it has none. */
  lastCalledAt: string | undefined
}

/**
 * Writes the hourly totals of one day from its stored rows. The totals that were there must be gone already.
 *
 * An hour after midnight may have totals of two days: of its own, and of destinations that the day before
 * dialled late. Either is replaced with its own day.
 * @param client in the transaction that stored the rows, with the time zone Asia/Tokyo.
 */
export async function totalHours(client: ClientBase, extent: DayExtent): Promise<void> {
  const { date, contractNumbers, lastCalledAt } = extent
  await client.query(
    `INSERT INTO usage_hour (contract_number, kind, hour_at, usage_date, records, destinations,
                             accepted_pages, sent_pages, billed_pages, charge)
     SELECT contract_number, 'call', date_trunc('hour', called_at, 'UTC'), $1::date, count(*),
            sum(destination_count), sum(accepted_pages), sum(sent_pages), coalesce(sum(billed_pages), 0),
            sum(charge)
     FROM usage_call
     WHERE contract_number = ANY ($2)
       AND called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND called_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
     GROUP BY 1, 3
     UNION ALL
     SELECT contract_number, 'destination', date_trunc('hour', called_at, 'UTC'), $1::date, count(*),
            count(*), 0, sum(sent_pages), coalesce(sum(billed_pages), 0), sum(charge)
     FROM usage_destination
     WHERE contract_number = ANY ($2)
       AND called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND called_at <= $3::timestamptz
       AND usage_date = $1::date
     GROUP BY 1, 3`,
    [date, contractNumbers, lastCalledAt ?? `${date} 23:59:59`],
  )
}
