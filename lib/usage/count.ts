import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import { periodInstants, type UsagePeriod } from './period'
import type { UsageKind } from './search'

/** Exact figures of a search, whether or not its records are shown. */
export interface UsageTotals {
  records: number
  destinations: bigint
  /** Of searches by call: a destination has none of its own. */
  acceptedPages: bigint
  sentPages: bigint
  billedPages: bigint
  /** yen */
  charge: bigint
}

/**
 * Counts and totals a period of the user's own contract.
 *
 * A search works in whole hours, so this is a sum of at most 744 hours' rows, as fast for a hundred million
 * records as for ten.
 */
export async function countUsage(
  user: Pick<SignedInUser, 'contractNumber'>,
  period: UsagePeriod,
  kind: UsageKind,
): Promise<UsageTotals> {
  const { from, until } = periodInstants(period)
  const { _sum: sum } = await getPrisma().usageHour.aggregate({
    where: { contractNumber: user.contractNumber, kind, hourAt: { gte: from, lt: until } },
    _sum: {
      records: true,
      destinations: true,
      acceptedPages: true,
      sentPages: true,
      billedPages: true,
      charge: true,
    },
  })
  return {
    records: sum.records ?? 0,
    destinations: sum.destinations ?? 0n,
    acceptedPages: sum.acceptedPages ?? 0n,
    sentPages: sum.sentPages ?? 0n,
    billedPages: sum.billedPages ?? 0n,
    charge: sum.charge ?? 0n,
  }
}
