import type { ClientBase } from 'pg'
import { loadDay } from '@/lib/ingest/load-day'
import type { UsageDay } from '@/lib/ingest/usage-rows'

/**
 * Loads a day of made-up usage for a test, as an import would: the day is replaced whole, its hourly totals,
 * codes and import log included. The contracts need not exist.
 * @param client not in a transaction.
 */
export async function loadUsageDay(client: ClientBase, day: UsageDay): Promise<void> {
  await loadDay(client, day, 'test')
}
