import { escapeIdentifier, type ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'

/**
 * Vacuums and analyses the partitions of months, each given by its first day, that a load has touched. Without it
 * the first searches after a large load visit every row for its visibility, and are planned as if the tables were
 * empty. Space at the end of a table is kept: to give it back would lock the table, and the next load fills it.
 * SQL, since Prisma has no word for VACUUM.
 * @param client not in a transaction.
 */
export async function vacuumUsageMonths(client: ClientBase, months: Iterable<JapanDate>): Promise<void> {
  const suffixes = new Set([...months].map((month) => `${month.slice(0, 4)}${month.slice(5, 7)}`))
  const partitions = [...suffixes].flatMap((suffix) =>
    ['usage_call', 'usage_destination', 'usage_hour', 'usage_caller_day'].map(
      (parent) => `usage_partition.${escapeIdentifier(`${parent}_${suffix}`)}`,
    ),
  )
  if (partitions.length === 0) return
  const tables = [...partitions, 'usage_caller_month']
  await client.query(`VACUUM (ANALYZE, TRUNCATE false) ${tables.join(', ')}`)
}
