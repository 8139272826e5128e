import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'

const measures = [
  'records',
  'destinations',
  'accepted_pages',
  'sent_pages',
  'billed_pages',
  'charge',
] as const
/** What totals are of. */
export type TotalMeasure = (typeof measures)[number]
export const totalMeasures: readonly TotalMeasure[] = measures

/** Totals that loads keep: where they stand, what a row of them is of, and what the stored records say they are. */
export interface KeptTotals {
  table: string
  /** Of the contract, the kind and the day of the load (or the month) besides. */
  key: readonly string[]
  /** Whose totals are looked at together: those of one load's day, or of one month. */
  of: 'usage_date' | 'month'
  /** SQL: the key, `of` and the measures, of every contract; `$1` is the day of the load, or the first of the month. */
  ofRecords: string
}

/**
 * SQL: the totals of a day's stored records, grouped by the columns of a key.
 *
 * A destination belongs to the day of its call (`usage_date`), however late it was dialled.
 * @param calls what each column is of a call.
 * @param destinations what each column is of a destination.
 */
const totalsBy = (calls: Record<string, string>, destinations: Record<string, string>) => {
  const columns = (expressions: Record<string, string>) =>
    Object.entries(expressions)
      .map(([name, expression]) => `${expression} AS ${name}`)
      .join(', ')
  const groups = Object.keys(calls)
    .map((_, index) => index + 4)
    .join(', ')
  return `
  SELECT contract_number, 'call' AS kind, $1::date AS usage_date, ${columns(calls)}, count(*)::int AS records,
         sum(destination_count)::bigint AS destinations, sum(accepted_pages)::bigint AS accepted_pages,
         sum(sent_pages)::bigint AS sent_pages, coalesce(sum(billed_pages), 0)::bigint AS billed_pages,
         sum(charge)::bigint AS charge
  FROM usage_call
  WHERE called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
    AND called_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
  GROUP BY 1, ${groups}
  UNION ALL
  SELECT contract_number, 'destination', $1::date, ${columns(destinations)}, count(*)::int,
         count(*), 0, sum(sent_pages)::bigint, coalesce(sum(billed_pages), 0)::bigint, sum(charge)::bigint
  FROM usage_destination
  WHERE usage_date = $1::date AND called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
  GROUP BY 1, ${groups}`
}

/** Japan's clock is never changed: hours and days are counted from one of them, in half the time of `date_trunc`. */
const codes = {
  hour_at: `date_bin('1 hour', called_at, '2000-01-01 00:00+09')`,
  communication_type: 'communication_type',
  area: 'area',
}
const ofCaller = {
  day_at: `date_bin('1 day', called_at, '2000-01-01 00:00+09')`,
  caller_number: 'caller_number',
}

/**
 * The totals that a load keeps of a day, as its stored rows have them. Verify compares the stored totals with the same
 * rows, so that what is written and what is proven cannot differ.
 */
export const totalsOfDay: Record<'hours' | 'callers', KeptTotals> = {
  hours: {
    table: 'usage_hour',
    of: 'usage_date',
    key: ['hour_at', 'communication_type', 'area', 'rate_type'],
    ofRecords: totalsBy(
      { ...codes, rate_type: `coalesce(discount_type, '')` },
      { ...codes, rate_type: `coalesce(call_type, '')` },
    ),
  },
  callers: {
    table: 'usage_caller_day',
    of: 'usage_date',
    key: ['day_at', 'caller_number'],
    ofRecords: totalsBy(ofCaller, ofCaller),
  },
}

/** SQL: writes totals of `$1` from what they are of. @param condition limits them, where given. */
export function storeTotals({ table, key, of, ofRecords }: KeptTotals, condition = 'true'): string {
  const columns = ['contract_number', 'kind', of, ...key, ...measures].join(', ')
  return `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM (${ofRecords}) AS totals WHERE ${condition}`
}

/**
 * Writes the totals of one day from its stored rows. The totals that were there must be gone already.
 *
 * An hour after midnight may have totals of two days: of its own, and of destinations that the day before
 * dialled late. Either is replaced with its own day.
 *
 * SQL on the connection of the load: the totals commit with the rows, which never leave the database.
 * @param client in the transaction that stored the rows.
 */
export async function totalDay(client: ClientBase, date: JapanDate): Promise<void> {
  for (const totals of Object.values(totalsOfDay)) await client.query(storeTotals(totals), [date])
}

/** Deletes the totals of one day. SQL on the connection of the load or repair, with what replaces them. */
export async function clearTotals(client: ClientBase, date: JapanDate): Promise<void> {
  for (const { table, key } of Object.values(totalsOfDay))
    await client.query(
      `DELETE FROM ${table}
       WHERE usage_date = $1::date AND ${key[0]} >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'`,
      [date],
    )
}
