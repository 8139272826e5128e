import type { UsageDay } from '@/lib/ingest/usage-rows'
import type { JapanDate } from '@/lib/time/japan-time'
import { assembleDay, type PlannedCall } from './assemble-day'
import type { DemoContractNumber } from '@/lib/accounts/demo-accounts'
import { planBroadcast, planSingleCall, type CallScene } from './plan-call'
import { createRandom, type Random, type Weights } from './random'
import { isWeekend } from './tariff'

type Range = readonly [min: number, max: number]

/** How busy one kind of day is. */
interface Traffic {
  calls: Range
  destinations: Range
  /** Destinations of the day's largest broadcast, all within one hour; none on a day that has no such broadcast. */
  largest?: Range
}

interface Customer {
  lines: readonly string[]
  weekday: Traffic
  weekend: Traffic
  /** A broadcast of each month that is by itself more than one CSV file may hold (spec section 5). */
  mailing?: { dayOfMonth: number; destinations: number }
}

const customers: Record<DemoContractNumber, Customer> = {
  '04': {
    lines: ['001', '002', '003', '0300000401', '0600000402'],
    weekday: { calls: [430, 660], destinations: [4_900, 5_500], largest: [1_100, 1_900] },
    weekend: { calls: [50, 90], destinations: [320, 620] },
    mailing: { dayOfMonth: 10, destinations: 10_500 },
  },
  '05': {
    lines: ['001', '0520000501'],
    weekday: { calls: [52, 68], destinations: [270, 330] },
    weekend: { calls: [8, 14], destinations: [40, 60] },
  },
}

/** How often a call falls into an hour; the hours that are not named have none. */
export const callsByHour: Weights<number> = [
  [0, 1],
  [6, 1],
  [7, 4],
  [8, 24],
  [9, 80],
  [10, 92],
  [11, 78],
  [12, 34],
  [13, 76],
  [14, 82],
  [15, 78],
  [16, 72],
  [17, 52],
  [18, 26],
  [19, 12],
  [20, 8],
  [21, 5],
  [22, 3],
  [23, 2],
]

const hour = 3_600
const minute = 60

const within = (random: Random, [min, max]: Range) => random.integer(min, max)

/** The usage of one contract on one day: the same whenever, wherever and in whatever order it is asked for. */
export function makeRecentDay(contractNumber: DemoContractNumber, date: JapanDate): UsageDay {
  const { lines, weekday, weekend, mailing } = customers[contractNumber]
  const traffic = isWeekend(date) ? weekend : weekday
  const random = createRandom(`${contractNumber} ${date}`)
  const scene: CallScene = { random, date, contractNumber, lines }

  const planned: PlannedCall[] = [planLateBroadcast(scene)]
  if (traffic.largest)
    planned.push(
      planBroadcast(scene, random.integer(9, 16) * hour + random.integer(0, 5 * minute), {
        destinationCount: within(random, traffic.largest),
        spanSeconds: 50 * minute,
      }),
    )

  const callCount = within(random, traffic.calls)
  const broadcastCount = Math.round(callCount * 0.12)
  const singleCount = callCount - broadcastCount - planned.length
  const destinationsLeft = within(random, traffic.destinations) - singleCount - countDestinations(planned)
  for (const destinationCount of random.split(destinationsLeft, broadcastCount, 2, 1.3))
    planned.push(
      planBroadcast(scene, secondOfCall(random), {
        destinationCount,
        spanSeconds: Math.min(destinationCount * random.integer(1, 12), 45 * minute),
      }),
    )
  for (let index = 0; index < singleCount; index += 1)
    planned.push(planSingleCall(scene, secondOfCall(random)))

  // Last, so that the rest of the day does not depend on it.
  if (mailing && Number(date.slice(8)) === mailing.dayOfMonth)
    planned.push(
      planBroadcast(scene, 14 * hour + 2 * minute, {
        destinationCount: mailing.destinations,
        spanSeconds: 55 * minute,
      }),
    )
  return assembleDay(contractNumber, date, planned)
}

/** Shortly before midnight and well past it: its last destinations lie in the next day, at a month's end in the next month. */
function planLateBroadcast(scene: CallScene): PlannedCall {
  const { random } = scene
  return planBroadcast(scene, 23 * hour + random.integer(40 * minute, 50 * minute), {
    destinationCount: random.integer(10, 14),
    spanSeconds: random.integer(25 * minute, 40 * minute),
  })
}

const secondOfCall = (random: Random) => random.weighted(callsByHour) * hour + random.integer(0, hour - 1)

const countDestinations = (planned: PlannedCall[]) =>
  planned.reduce((count, { destinations }) => count + destinations.length, 0)
