import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'

/**
 * Makes the partitions of every month in which one of `dates` lies; does nothing where they are there.
 *
 * In the transaction of a load, which takes new months back with it: readers and their locks do not meet. SQL, since
 * Prisma has no word for partitions.
 * @returns the first day of each of the months.
 */
export async function ensureUsageMonths(
  client: ClientBase,
  dates: Iterable<JapanDate>,
): Promise<JapanDate[]> {
  const months = [...new Set([...dates].map((date) => `${date.slice(0, 7)}-01`))].sort()
  await client.query('SELECT ensure_usage_month(month) FROM unnest($1::date[]) AS month', [months])
  return months
}
