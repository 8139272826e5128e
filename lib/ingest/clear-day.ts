import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { clearTotals } from './total-day'
import { takeFromMonths } from './total-month'

/**
 * Deletes whatever is stored of one day, of every contract, so that a load replaces the day whole.
 *
 * A destination belongs to the day of its call (`usage_date`), however late it was dialled; it is never dialled
 * before that day, and so the months before are left out. The totals are not asked where the rows are:
 * a day must also be replaceable when they are wrong.
 *
 * SQL on the connection of the load: what is deleted commits with what replaces it.
 */
export async function clearDay(client: ClientBase, date: JapanDate): Promise<void> {
  await client.query(
    `DELETE FROM usage_destination
     WHERE usage_date = $1::date AND called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'`,
    [date],
  )
  await client.query(
    `DELETE FROM usage_call
     WHERE called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND called_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'`,
    [date],
  )
  await takeFromMonths(client, date)
  await clearTotals(client, date)
}
