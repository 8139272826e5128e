import type { UsageDay } from '@/lib/ingest/usage-rows'
import type { JapanDate } from '@/lib/time/japan-time'
import { assembleDay, type PlannedCall, type PlannedDestination } from './assemble-day'
import { planBroadcast, planSingleCall, type CallScene } from './plan-call'
import { createRandom } from './random'

/** The day that the customer's manual shows the results of, for the contract of its screens. */
export const manualDate: JapanDate = '2014-07-06'
export const manualContractNumber = '04'

const callsOfTheDay = 127
const destinationsFromNoonToEvening = 9_518

const holiday = '土日祝'
const hour = 3_600
const minute = 60
const at = (time: string) => {
  const [hours, minutes, seconds] = time.split(':').map(Number)
  return hours! * hour + minutes! * minute + seconds!
}

type Printed = Omit<PlannedCall, 'second' | 'destinations'>

/** A call as the manual prints it, with its destinations. What a destination does not say is as in its call. */
function printedCall(
  time: string,
  call: Omit<Printed, 'acceptedPages' | 'discountType'> & Partial<Printed>,
  destinations: (Partial<PlannedDestination> & Pick<PlannedDestination, 'sentPages' | 'chargeYen'>)[],
): PlannedCall {
  const second = at(time)
  const discountType = call.discountType === undefined ? holiday : call.discountType
  return {
    second,
    acceptedPages: destinations[0]!.sentPages,
    ...call,
    discountType,
    destinations: destinations.map((destination) => ({
      second,
      calleeNumber: call.calleeNumber,
      area: call.area,
      paperMode: 'A4G3F',
      billedPages: destination.sentPages,
      callType: discountType,
      ...destination,
    })),
  }
}

const onePage = { sentPages: 1, chargeYen: 19 }
const onePageUntold = { ...onePage, billedPages: null }
const general = { communicationType: '一般', callerNumber: '001', calleeNumber: '001', area: 'JAPAN' }
const toKorea = { ...general, calleeNumber: '92002', area: 'KOREA' }
const broadcast = { communicationType: '同報', callerNumber: '001', calleeNumber: null, area: 'JAPAN' }
const reverseCharged = {
  communicationType: '着信課金',
  callerNumber: '@userco.jp',
  calleeNumber: '001',
  area: 'JAPAN',
}
const ipCharged = { ...general, communicationType: 'IP課金' }

/** The calls that the manual prints, and those of the destinations that it prints. */
function printedCalls(): PlannedCall[] {
  return [
    printedCall('00:32:52', { ...reverseCharged, discountType: '夜間' }, [
      { sentPages: 4, billedPages: 5, chargeYen: 95, paperMode: 'A4F' },
    ]),
    printedCall(
      '09:54:13',
      { communicationType: 'F網取出', callerNumber: '002', calleeNumber: '001', area: 'MAIL' },
      [{ ...onePage, communicationType: 'IP網取出', callerNumber: '04', calleeNumber: '01' }],
    ),
    printedCall('10:00:00', { ...broadcast, calleeNumber: '002', discountType: null }, [
      { sentPages: 1, chargeYen: 55 },
    ]),
    printedCall('10:00:44', { ...broadcast, calleeNumber: '001', area: 'MAIL' }, [onePage]),
    printedCall('10:15:46', ipCharged, [onePage]),
    printedCall('10:30:26', toKorea, [{ sentPages: 1, chargeYen: 73 }]),
    printedCall('10:40:26', { ...general, acceptedPages: 3 }, [
      onePageUntold,
      { ...onePageUntold, calleeNumber: '002' },
      { sentPages: 2, billedPages: null, chargeYen: 38, calleeNumber: '003' },
    ]),
    printedCall('10:49:01', toKorea, [{ sentPages: 1, chargeYen: 73 }]),
    printedCall('10:50:58', { ...ipCharged, acceptedPages: 2 }, [
      onePageUntold,
      { ...onePageUntold, calleeNumber: '002' },
    ]),
    printedCall('10:54:20', broadcast, tenThousandDestinations()),
    printedCall('11:56:50', { ...broadcast, calleeNumber: '002' }, [{ sentPages: 3, chargeYen: 57 }]),
    printedCall('11:58:10', broadcast, [
      { ...onePage, calleeNumber: '001' },
      { ...onePage, calleeNumber: '002' },
    ]),
    printedCall('12:00:26', reverseCharged, [{ ...onePage, paperMode: 'A4F' }]),
    printedCall('12:00:38', general, [onePage]),
    printedCall('12:03:37', reverseCharged, [{ ...onePage, paperMode: 'A4F' }]),
    printedCall('12:10:03', broadcast, [
      { sentPages: 3, billedPages: 4, chargeYen: 292, calleeNumber: '2002', area: 'KOREA' },
      { sentPages: 3, billedPages: 4, chargeYen: 76, calleeNumber: '001', area: 'MAIL' },
      { sentPages: 3, billedPages: 4, chargeYen: 76, calleeNumber: '002' },
    ]),
    printedCall('12:13:08', { ...broadcast, calleeNumber: '001' }, [onePage]),
  ]
}

/** Of 32 pages each, the last one dialled at 11:53: before the rows of 11:56:50 that the manual prints. */
function tenThousandDestinations() {
  const destinationCount = 10_000
  const [first, last] = [at('10:54:20'), at('11:53:00')]
  return Array.from({ length: destinationCount }, (_, index) => ({
    second: first + Math.floor((index * (last - first)) / (destinationCount - 1)),
    calleeNumber: `03000${String(index).padStart(5, '0')}`,
    sentPages: 32,
    chargeYen: 608,
  }))
}

/** The manual's day: every row that it prints, and made-up calls around them up to the counts that it prints. */
export function makeManualDay(): UsageDay {
  const random = createRandom(`${manualContractNumber} ${manualDate}`)
  const scene: CallScene = {
    random,
    date: manualDate,
    contractNumber: manualContractNumber,
    lines: ['001', '002'],
  }
  const printed = printedCalls()
  // Nothing made up lies among the printed rows: neither before 10:54:20 nor from 11:56:50 to 12:13:08.
  const [noon, eveningEnd] = [at('12:00:00'), at('20:00:00')]
  const beforeNoon = { from: at('10:56:00'), until: at('11:50:00'), calls: 14 }
  const night = { from: eveningEnd, until: at('22:55:00'), calls: 12 }
  const day = { from: at('12:14:00'), until: at('19:20:00') }

  const made: PlannedCall[] = []
  for (const { from, until, calls } of [beforeNoon, night])
    for (let index = 0; index < calls; index += 1)
      made.push(planSingleCall(scene, random.integer(from, until)))

  const callsLeft = callsOfTheDay - printed.length - made.length
  const broadcasts = 24
  const printedFromNoon = printed
    .flatMap(({ destinations }) => destinations)
    .filter(({ second }) => second >= noon && second < eveningEnd).length
  const destinationsLeft = destinationsFromNoonToEvening - printedFromNoon - (callsLeft - broadcasts)
  for (const destinationCount of random.split(destinationsLeft, broadcasts, 100, 0.5))
    made.push(
      planBroadcast(scene, random.integer(day.from, day.until), {
        destinationCount,
        spanSeconds: 30 * minute,
      }),
    )
  while (made.length + printed.length < callsOfTheDay)
    made.push(planSingleCall(scene, random.integer(day.from, day.until)))
  return assembleDay(manualContractNumber, manualDate, [...printed, ...made])
}
