import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import { periodInstants, type UsagePeriod } from './period'
import type { UsageKind } from './search'

/** The first and the last 発信日時 of a result: with count and totals, what ties a list to a bill. */
export interface UsageSpan {
  first: Date
  last: Date
}

/** @returns undefined for a period of the user's own contract that has no records. */
export async function usageSpan(
  user: Pick<SignedInUser, 'contractNumber'>,
  period: UsagePeriod,
  kind: UsageKind,
): Promise<UsageSpan | undefined> {
  const { from, until } = periodInstants(period)
  const { rows } = await getPool().query<{ first: Date | null; last: Date }>({
    name: `usage-span-${kind}`,
    text: `SELECT min(called_at) AS first, max(called_at) AS last FROM usage_${kind}
           WHERE contract_number = $1 AND called_at >= $2 AND called_at < $3`,
    values: [user.contractNumber, from, until],
  })
  const { first, last } = rows[0]!
  return first ? { first, last } : undefined
}
