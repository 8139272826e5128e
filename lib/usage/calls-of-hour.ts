import type { RecordAccess } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { periodInstants, type UsagePeriod } from './period'
import { scopeWhere } from './record-where'

/** A call with destinations in an hour. */
export interface CallOfHour {
  callId: bigint
  calledAt: Date
  /** How many of its destinations were dialled in that hour. */
  records: number
}

const callsAtOnce = 12

/** Whether a period is a single hour, which cannot be split. */
export const isOneHour = ({ startDate, startHour, endDate, endHour }: UsagePeriod) =>
  startDate === endDate && startHour === endHour

/**
 * The calls of the user's own contract that have most destinations in an hour, the largest first. A call may have
 * begun in an earlier hour: so its destinations are looked at, not the calls of the hour.
 * @param hour a period of one hour: a longer one takes the database too long.
 */
export async function largestCalls(
  { contractNumber, callers }: RecordAccess,
  hour: UsagePeriod,
): Promise<CallOfHour[]> {
  const { from, until } = periodInstants(hour)
  const groups = await getPrisma().usageDestination.groupBy({
    by: ['callId'],
    where: scopeWhere({ contractNumber, callers, period: { from, until } }),
    _count: { callId: true },
    orderBy: [{ _count: { callId: 'desc' } }, { callId: 'asc' }],
    take: callsAtOnce,
  })
  const calls = await getPrisma().usageCall.findMany({
    where: { ...scopeWhere({ contractNumber, callers }), callId: { in: groups.map(({ callId }) => callId) } },
    select: { callId: true, calledAt: true },
  })
  const calledAt = new Map(calls.map((call) => [call.callId, call.calledAt]))
  return groups.flatMap(({ callId, _count: { callId: records } }) => {
    const at = calledAt.get(callId)
    return at ? [{ callId, calledAt: at, records }] : []
  })
}
