import { connectDatabase } from '@/lib/db/pool'
import { paths } from '@/lib/paths'
import type { UsageConditions } from '@/lib/usage/conditions'
import { keepFilter } from '@/lib/usage/filters'
import { usageSearchParameters } from '@/lib/usage/search'
import type { BenchData } from './bench-data'
import type { BenchPortal } from './bench-portal'

/** The address of a month's destinations, narrowed by conditions of the account that is signed in. */
export async function narrowedAddress(
  { month, databaseUrl }: BenchData,
  { accountId }: BenchPortal,
  conditions: UsageConditions,
): Promise<string> {
  const pool = connectDatabase(databaseUrl)
  const filter = { id: await keepFilter({ accountId, masksNumbers: false }, conditions), conditions }
  await pool.end()
  return paths.usage(usageSearchParameters({ ...month, output: 'screen', by: 'destination', filter }))
}
