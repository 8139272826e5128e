import type { RecordAccess } from '@/lib/auth/account-user'
import { getPrisma, type Database } from '@/lib/db/prisma'
import type { CallDestinations } from './call-destinations'
import type { UsageSpan } from './count'
import type { UsageTotals } from './totals'
import { numbersWhere, scopeWhere } from './record-where'

export interface CountedCall {
  totals: UsageTotals
  /** Absent where there are no destinations. */
  span?: UsageSpan
}

/**
 * Counts and totals destinations of a call of the user's own contract, all of them or those of a range.
 * @param db a transaction, where the figures must be of the same moment as something else.
 */
export async function countCall(
  { contractNumber, callers }: RecordAccess,
  { callId, numbers }: Pick<CallDestinations, 'callId' | 'numbers'>,
  db: Database = getPrisma(),
): Promise<CountedCall> {
  const { _count, _sum, _min, _max } = await db.usageDestination.aggregate({
    where: { ...scopeWhere({ contractNumber, callers, callId }), ...numbersWhere(numbers) },
    _count: true,
    _sum: { sentPages: true, billedPages: true, charge: true },
    _min: { calledAt: true },
    _max: { calledAt: true },
  })
  return {
    totals: {
      records: _count,
      destinations: BigInt(_count),
      acceptedPages: 0n,
      sentPages: BigInt(_sum.sentPages ?? 0),
      billedPages: BigInt(_sum.billedPages ?? 0),
      charge: _sum.charge ?? 0n,
    },
    span: _min.calledAt && _max.calledAt ? { first: _min.calledAt, last: _max.calledAt } : undefined,
  }
}
