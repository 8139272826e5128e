import type { RecordAccess } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { countUsageByKind, type CountedUsage } from './count'
import type { UsageTotals } from './totals'
import { outputRecordsMax } from './outputs'
import type { UsagePeriod } from './period'
import { usageKinds, type UsageKind, type UsageOutput, type UsageSelection } from './search'
import { offeredPeriod, splitPeriod, type HourRecords, type OfferedPeriod } from './split-period'

/** What a search would give, before anything is made of it. */
export interface Preflight {
  totals: UsageTotals
  /** Absent where the output asked for can hold it. */
  offers?: Offers
}

/** What to ask for where an output cannot hold a search: the fewest periods that it can, see `splitPeriod`. */
export interface Offers {
  count: number
  /** How many of them are an hour that alone is too much for the output. */
  overfull: number
  /** The first of them: a page must not grow with what a customer sends. */
  first: OfferedPeriod[]
  /** Where the others are, if there are any. */
  rest?: UsagePeriod
}

const offersAtOnce = 12

/** Counts what a period of the user's own contract holds, and what to ask for where an output cannot hold it. */
export async function preflight(
  user: RecordAccess,
  selection: UsageSelection,
  output: UsageOutput,
): Promise<Record<UsageKind, Preflight>> {
  const recordsMax = outputRecordsMax[output]
  const counted = await getPrisma().$transaction(
    (db) => countUsageByKind(user, selection, { hoursOf: { kinds: usageKinds, recordsMax } }, db),
    { isolationLevel: 'RepeatableRead' },
  )
  return preflightOf(selection, recordsMax, counted)
}

/** What was counted of a period as a preflight, with offers of the kinds whose hours were asked for. */
export function preflightOf(
  period: UsagePeriod,
  recordsMax: number,
  { totals, hours }: CountedUsage,
): Record<UsageKind, Preflight> {
  const preflightOfKind = (kind: UsageKind): Preflight => {
    const kindHours = hours[kind]
    return { totals: totals[kind], offers: kindHours && offersOf(period, kindHours, recordsMax) }
  }
  return { call: preflightOfKind('call'), destination: preflightOfKind('destination') }
}

function offersOf(period: UsagePeriod, hours: readonly HourRecords[], recordsMax: number): Offers {
  const parts = splitPeriod(period, hours, recordsMax)
  const { endDate, endHour } = period
  const [next] = parts.slice(offersAtOnce, offersAtOnce + 1).map(offeredPeriod)
  return {
    count: parts.length,
    overfull: parts.filter(({ records }) => records > recordsMax).length,
    first: parts.slice(0, offersAtOnce).map(offeredPeriod),
    rest: next && { startDate: next.startDate, startHour: next.startHour, endDate, endHour },
  }
}
