import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { countHours, countUsageByKind, type UsageTotals } from './count'
import { outputFit, outputRecordsMax } from './outputs'
import type { UsagePeriod } from './period'
import { usageKinds, type UsageKind, type UsageOutput } from './search'
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
  return withOffers(user, period, output, usageKinds, await countUsageByKind(user, period))
}

/** @param offered the kinds for which it is worth finding out what to ask for instead. */
export async function withOffers(
  user: Owner,
  period: UsagePeriod,
  output: UsageOutput,
  offered: readonly UsageKind[],
  totals: Record<UsageKind, UsageTotals>,
): Promise<Record<UsageKind, Preflight>> {
  const [call, destination] = await Promise.all(
    usageKinds.map(async (kind) => ({
      totals: totals[kind],
      offers:
        offered.includes(kind) && outputFit(totals[kind].records, output) === 'tooMany'
          ? offersOf(period, await countHours(user, period, kind), outputRecordsMax[output])
          : undefined,
    })),
  )
  return { call: call!, destination: destination! }
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
