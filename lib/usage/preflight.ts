import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { countUsageByKind, type UsageSpan, type UsageTotals } from './count'
import { outputRecordsMax } from './outputs'
import type { UsagePeriod } from './period'
import { usageKinds, type UsageKind, type UsageOutput, type UsageSearch } from './search'
import { offeredPeriod, splitPeriod, type HourRecords, type OfferedPeriod } from './split-period'

type Owner = Pick<SignedInUser, 'contractNumber'>

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

/** Tells what a period of the user's own contract holds, exactly, and what to ask for where an output cannot hold it. */
export async function preflight(
  user: Owner,
  period: UsagePeriod,
  output: UsageOutput,
): Promise<Record<UsageKind, Preflight>> {
  return (await preflightOf(user, period, output, usageKinds)).preflight
}

/** The same for a search that is answered: with offers of the kind that was asked for alone, and its span. */
export async function preflightAndSpan(
  user: Owner,
  search: UsageSearch,
): Promise<{ preflight: Record<UsageKind, Preflight>; span?: UsageSpan }> {
  return preflightOf(user, search, search.output, [search.by], search.by)
}

async function preflightOf(
  user: Owner,
  period: UsagePeriod,
  output: UsageOutput,
  offered: readonly UsageKind[],
  spanOf?: UsageKind,
) {
  const recordsMax = outputRecordsMax[output]
  const hoursOf = { kinds: offered, recordsMax }
  const { totals, hours, span } = await countUsageByKind(user, period, { spanOf, hoursOf })
  const preflightOfKind = (kind: UsageKind): Preflight => {
    const ofKind = hours[kind]
    return { totals: totals[kind], offers: ofKind && offersOf(period, ofKind, recordsMax) }
  }
  return { preflight: { call: preflightOfKind('call'), destination: preflightOfKind('destination') }, span }
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
