import type { JapanDate } from '@/lib/time/japan-time'
import type { PlannedCall, PlannedDestination } from './assemble-day'
import type { Random, Weights } from './random'
import { chargeYen, discountAt } from './tariff'

/** Where and when made-up calls take place. */
export interface CallScene {
  random: Random
  date: JapanDate
  /** The contract itself, as a caller of IP網取出. */
  contractNumber: string
  /** The contract's own lines. */
  lines: readonly string[]
}

const documentPages: Weights<number> = [
  [1, 46],
  [2, 24],
  [3, 12],
  [4, 7],
  [5, 4],
  [6, 3],
  [8, 2],
  [12, 1],
  [32, 1],
]
const ipCallers = ['@userco.jp', '@userco.jp', '@osaka.userco.jp']
const faxModes: Weights<string> = [
  ['A4G3F', 82],
  ['B4G3F', 9],
  ['A3G3F', 5],
  ['A4G3S', 4],
]
const communicationTypes: Weights<string> = [
  ['一般', 52],
  ['着信課金', 14],
  ['IP課金', 12],
  ['F網取出', 8],
  ['IP網取出', 6],
  ['同報', 8],
]
const areasOfCalls: Weights<string> = [
  ['JAPAN', 86],
  ['KOREA', 5],
  ['CHINA', 4],
  ['U.S.A.', 2],
  ['TAIWAN', 2],
  ['GERMANY', 1],
]
const areasOfBroadcasts: Weights<string> = [
  ['JAPAN', 940],
  ['MAIL', 35],
  ['KOREA', 10],
  ['CHINA', 8],
  ['U.S.A.', 5],
  ['GERMANY', 2],
]
const numberStarts = ['030000', '060000', '052000', '011000', '092000', '022000']

/** Numbers of no subscriber: local numbers never begin with 0, and 555-01xx is kept for fiction. */
function numberIn(random: Random, area: string): string {
  const local = String(random.integer(0, 2_999)).padStart(4, '0')
  switch (area) {
    case 'KOREA':
      return `8220000${local}`
    case 'CHINA':
      return `86100000${local}`
    case 'TAIWAN':
      return `88620000${local}`
    case 'GERMANY':
      return `4930000${local}`
    case 'U.S.A.':
      return `1202555${String(random.integer(100, 199)).padStart(4, '0')}`
    case 'MAIL':
      return String(random.integer(1, 60)).padStart(3, '0')
    default:
      return `${random.pick(numberStarts)}${local}`
  }
}

/** One destination as it went: most receive the whole document, some a part of it, a few nothing. */
function planDestination(
  { random, date }: CallScene,
  second: number,
  pages: number,
  { area, calleeNumber, paperMode }: Pick<PlannedDestination, 'area' | 'calleeNumber' | 'paperMode'>,
): PlannedDestination {
  const sentPages = random.chance(0.97) ? pages : random.integer(0, pages - 1)
  const billedPages = sentPages > 0 && random.chance(0.04) ? sentPages + 1 : sentPages
  const callType = discountAt(date, second)
  const charge = chargeYen(area, billedPages, callType)
  return { second, area, calleeNumber, paperMode, sentPages, billedPages, callType, chargeYen: charge }
}

/** A call with one destination, of any type. */
export function planSingleCall(scene: CallScene, second: number): PlannedCall {
  const { random, lines } = scene
  const pages = random.weighted(documentPages)
  const communicationType = random.weighted(communicationTypes)
  let callerNumber = random.pick(lines)
  let area = 'JAPAN'
  let calleeNumber: string | undefined
  let paperMode = random.weighted(faxModes)
  switch (communicationType) {
    case '一般':
      area = random.weighted(areasOfCalls)
      break
    case '着信課金':
      callerNumber = random.pick(ipCallers)
      calleeNumber = random.pick(lines)
      paperMode = 'A4F'
      break
    case 'IP課金':
      if (random.chance(0.5)) callerNumber = random.pick(ipCallers)
      break
    case 'F網取出':
      area = 'MAIL'
      break
    case 'IP網取出':
      callerNumber = scene.contractNumber
      calleeNumber = '01'
      area = 'MAIL'
      break
  }
  calleeNumber ??= numberIn(random, area)
  const destination = planDestination(scene, second, pages, { area, calleeNumber, paperMode })
  // As the manual prints some calls of 一般 and IP課金: charged, though the pages charged for are not told.
  if (['一般', 'IP課金'].includes(communicationType) && random.chance(0.03)) withholdBilledPages(destination)
  return {
    second,
    communicationType,
    callerNumber,
    calleeNumber,
    area,
    acceptedPages: pages,
    discountType: discountAt(scene.date, second),
    destinations: [destination],
  }
}

/**
 * A broadcast (同報): many destinations and no 着信番号 of its own.
 * @param spanSeconds from the first to the last destination, dialled at an even pace.
 */
export function planBroadcast(
  scene: CallScene,
  second: number,
  { destinationCount, spanSeconds }: { destinationCount: number; spanSeconds: number },
): PlannedCall {
  const { random } = scene
  const pages = random.weighted(documentPages)
  const destinations = Array.from({ length: destinationCount }, (_, index) => {
    const area = random.weighted(areasOfBroadcasts)
    const dialled = second + Math.floor((index * spanSeconds) / Math.max(destinationCount - 1, 1))
    const calleeNumber = numberIn(random, area)
    return planDestination(scene, dialled, pages, {
      area,
      calleeNumber,
      paperMode: random.weighted(faxModes),
    })
  })
  if (destinationCount <= 5 && random.chance(0.1)) destinations.forEach(withholdBilledPages)
  return {
    second,
    communicationType: '同報',
    callerNumber: random.pick(scene.lines),
    calleeNumber: null,
    area: 'JAPAN',
    acceptedPages: pages,
    discountType: discountAt(scene.date, second),
    destinations,
  }
}

function withholdBilledPages(destination: PlannedDestination): void {
  destination.billedPages = null
}
