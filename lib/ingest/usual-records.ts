import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'

/** What a day of this weekday usually has, all contracts together. */
export interface UsualRecords {
  /** Calls and destinations together. */
  records: number
  /** So many days it was taken from. */
  days: number
}

const weeksBefore = 8
/** One day alone is no usage to go by. */
const daysLeast = 2

/**
 * The records that are usual for a weekday: the median of the same weekday of the eight weeks before `date`, by
 * the load of the import log that stands for each. SQL on the connection of the load: its lock keeps the log as it
 * is, and the database has the median.
 * @returns undefined where fewer than two of those days are loaded.
 */
export async function usualRecords(client: ClientBase, date: JapanDate): Promise<UsualRecords | undefined> {
  const { rows } = await client.query<UsualRecords>(
    `SELECT count(*)::int AS days,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY call_records + destination_records) AS records
     FROM (
       SELECT DISTINCT ON (usage_date) call_records, destination_records FROM usage_import
       WHERE usage_date IN (SELECT $1::date - 7 * week FROM generate_series(1, ${weeksBefore}) AS week)
       ORDER BY usage_date, import_id DESC
     ) AS standing`,
    [date],
  )
  const usual = rows[0]!
  return usual.days >= daysLeast ? usual : undefined
}
