import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { storeTotals, totalMeasures, type KeptTotals } from './total-day'

const sums = totalMeasures
  .map((measure) => `sum(${measure})::${measure === 'records' ? 'int' : 'bigint'} AS ${measure}`)
  .join(', ')

/** The totals by 発信番号 of a month: the sums of those of its days, in the order of their key. */
export const totalsOfMonth: KeptTotals = {
  table: 'usage_caller_month',
  of: 'month',
  key: ['caller_number'],
  ofRecords: `
  SELECT contract_number, kind, $1::date AS month, caller_number, ${sums}
  FROM usage_caller_day
  WHERE day_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
    AND day_at < ($1::date + interval '1 month') AT TIME ZONE 'Asia/Tokyo'
  GROUP BY 1, 2, 4`,
}

/** SQL: what the day `$1` has in each month: what it dialled after the end of its month is in another. */
const monthsOfDay = `
  SELECT contract_number, kind, date_trunc('month', day_at AT TIME ZONE 'Asia/Tokyo')::date AS month, caller_number, ${sums}
  FROM usage_caller_day
  WHERE usage_date = $1::date AND day_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
  GROUP BY 1, 2, 3, 4`

const key = ['contract_number', 'kind', 'month', 'caller_number']
const isSame = key.map((part) => `kept.${part} = day.${part}`).join(' AND ')
const changed = (sign: '+' | '-', from: 'day' | 'excluded') =>
  totalMeasures.map((measure) => `${measure} = kept.${measure} ${sign} ${from}.${measure}`).join(', ')

/**
 * Adds what a day has to the totals of its months. SQL on the connection of the load: a conditional upsert of a set,
 * which commits with the day.
 * @param client in the transaction that wrote the day's totals by 発信番号.
 */
export async function addToMonths(client: ClientBase, date: JapanDate): Promise<void> {
  const columns = [...key, ...totalMeasures].join(', ')
  await client.query(
    `INSERT INTO usage_caller_month AS kept (${columns}) SELECT ${columns} FROM (${monthsOfDay}) AS day
     ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changed('+', 'excluded')}`,
    [date],
  )
}

/**
 * Takes what a day has off the totals of its months; a number that has nothing else there is gone. SQL on the connection
 * of the load, as above.
 * @param client in the transaction that deletes the day's totals by 発信番号 afterwards.
 */
export async function takeFromMonths(client: ClientBase, date: JapanDate): Promise<void> {
  await client.query(
    `UPDATE usage_caller_month AS kept SET ${changed('-', 'day')} FROM (${monthsOfDay}) AS day WHERE ${isSame}`,
    [date],
  )
  await client.query(
    `DELETE FROM usage_caller_month WHERE month >= date_trunc('month', $1::date::timestamp)::date AND records <= 0`,
    [date],
  )
}

/** Makes the totals of a month again. SQL on the connection of the repair. @param month its first day. */
export async function totalMonth(client: ClientBase, month: JapanDate): Promise<void> {
  await client.query('DELETE FROM usage_caller_month WHERE month = $1::date', [month])
  await client.query(storeTotals(totalsOfMonth), [month])
}
