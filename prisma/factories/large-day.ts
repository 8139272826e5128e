import { fileColumns, type UsageFile } from '@/lib/ingest/usage-file'
import { callFileLine, destinationFileLine } from '@/lib/ingest/usage-rows'
import type { JapanDate } from '@/lib/time/japan-time'
import { assembleCall, wallClock } from './assemble-day'
import { planBroadcast, planSingleCall, type CallScene } from './plan-call'
import { createRandom, type Random } from './random'
import { callsByHour } from './recent-day'

/** A day of made-up usage of any size. */
export interface LargeDay {
  date: JapanDate
  /** Their shares of the destinations fall: the second has half of what the first has, the third a third … */
  contractNumbers: readonly string[]
  /** Destinations of the whole day, all contracts together. */
  destinations: number
  /** The same seed makes the same day, on every machine. */
  seed: string
}

/** A piece of the day's two import files (spec section 8); either may be empty. */
export interface DayFilePart {
  calls: string
  destinations: string
}

const broadcastShare = 0.5
const broadcastDestinationsMax = 10_000
/** The smaller, the more of all destinations lie in few large broadcasts. */
const broadcastSizeExponent = 0.9
const destinationsPerPart = 500
const lines = ['001', '002', '003', '0300000401', '0600000402']
const secondsPerHour = 3_600
/** Other numbers than those of the demo's calls. */
const callNumbersPerDay = 100_000_000n

/**
 * A day of usage as import files, heading rows included, piece by piece: memory does not grow with the day.
 * Calls come by contract, then time; destinations by contract, call and number.
 */
export function* makeLargeDay(day: LargeDay): Generator<DayFilePart, void> {
  let part: DayFilePart = { calls: heading('calls'), destinations: heading('destinations') }
  let pending = 0
  const wallTime = wallClock(day.date)
  for (const [contractNumber, total] of sharesOf(day)) {
    let callId = BigInt(day.date.replaceAll('-', '')) * callNumbersPerDay
    for (const plan of planCalls(day, contractNumber, total)) {
      const rows = assembleCall(contractNumber, ++callId, plan, wallTime)
      part.calls += `${callFileLine(rows.call)}\n`
      for (const row of rows.destinations) part.destinations += `${destinationFileLine(row)}\n`
      pending += rows.destinations.length
      if (pending < destinationsPerPart) continue
      yield part
      part = { calls: '', destinations: '' }
      pending = 0
    }
  }
  yield part
}

const heading = (file: UsageFile) => `${fileColumns[file].map(({ name }) => name).join()}\n`

function sharesOf({ contractNumbers, destinations }: LargeDay): [contractNumber: string, share: number][] {
  const weights = contractNumbers.map((_, index) => 1 / (index + 1))
  const sum = weights.reduce((a, b) => a + b, 0)
  const shares = weights.map((weight) => Math.floor((destinations * weight) / sum))
  shares[0] = shares[0]! + destinations - shares.reduce((a, b) => a + b, 0)
  return contractNumbers
    .map((contractNumber, index): [string, number] => [contractNumber, shares[index]!])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Calls in the order of their time, busy when the demo's customers are. */
function* planCalls({ date, seed }: LargeDay, contractNumber: string, total: number) {
  const random = createRandom(`${seed} ${contractNumber} ${date}`)
  const scene: CallScene = { random, date, contractNumber, lines }
  const secondAt = daySchedule()
  for (let made = 0; made < total;) {
    const second = secondAt(made / total)
    const left = total - made
    const destinationCount = random.chance(broadcastShare) ? Math.min(broadcastSize(random), left) : 1
    made += destinationCount
    yield destinationCount === 1
      ? planSingleCall(scene, second)
      : planBroadcast(scene, second, {
          destinationCount,
          spanSeconds: Math.min(destinationCount * random.integer(1, 12), 45 * 60),
        })
  }
}

function broadcastSize(random: Random): number {
  const fraction = random.integer(1, 1_000_000) / 1_000_000
  return Math.min(Math.floor(2 * fraction ** (-1 / broadcastSizeExponent)), broadcastDestinationsMax)
}

/** The second of the day at which a share of the day's calls has taken place. */
function daySchedule(): (share: number) => number {
  const weightOfDay = callsByHour.reduce((sum, [, weight]) => sum + weight, 0)
  return (share) => {
    let left = share * weightOfDay
    for (const [hour, weight] of callsByHour) {
      if (left < weight) return Math.floor((hour + left / weight) * secondsPerHour)
      left -= weight
    }
    return 24 * secondsPerHour - 1
  }
}
