import type { CallRow, DestinationRow, UsageDay } from '@/lib/ingest/usage-rows'
import { addJapanDays, type JapanDate } from '@/lib/time/japan-time'

/** A destination before it is numbered. */
export interface PlannedDestination {
  /** Second of the call's day in Japan; from 86,400 on it lies in the next day. */
  second: number
  /** Where they differ from the call's. */
  communicationType?: string
  callerNumber?: string
  calleeNumber: string | null
  area: string
  paperMode: string
  sentPages: number
  billedPages: number | null
  callType: string | null
  chargeYen: number
}

/** A call before it is numbered; its sums are those of its destinations. */
export interface PlannedCall {
  /** Second of the day in Japan. */
  second: number
  communicationType: string
  callerNumber: string
  calleeNumber: string | null
  area: string
  acceptedPages: number
  discountType: string | null
  /** In the order of their numbers. */
  destinations: PlannedDestination[]
}

const secondsPerDay = 86_400

/** Above the calls of any one day, so that each day has numbers of its own. */
const callNumbersPerDay = 100_000n

/**
 * Numbers a contract's calls of one day by their time and writes them as rows. The numbers follow from the day
 * alone, so two contracts have calls of the same number.
 */
export function assembleDay(
  contractNumber: string,
  date: JapanDate,
  planned: readonly PlannedCall[],
): UsageDay {
  const wallTime = wallClock(date)
  const firstCallId = BigInt(date.replaceAll('-', '')) * callNumbersPerDay + 1n
  const inOrder = [...planned].sort((a, b) => a.second - b.second)
  const rows = inOrder.map((plan, index) =>
    assembleCall(contractNumber, firstCallId + BigInt(index), plan, wallTime),
  )
  return {
    date,
    calls: rows.map(({ call }) => call),
    destinations: rows.flatMap(({ destinations }) => destinations),
  }
}

/** A planned call as rows. @param wallTime see `wallClock`. */
export function assembleCall(
  contractNumber: string,
  callId: bigint,
  plan: PlannedCall,
  wallTime: (second: number) => string,
): { call: CallRow; destinations: DestinationRow[] } {
  const destinations = plan.destinations.map((destination, position): DestinationRow => ({
    contractNumber,
    callId,
    destinationNo: position + 1,
    calledAt: wallTime(destination.second),
    communicationType: destination.communicationType ?? plan.communicationType,
    callerNumber: destination.callerNumber ?? plan.callerNumber,
    calleeNumber: destination.calleeNumber,
    area: destination.area,
    paperMode: destination.paperMode,
    sentPages: destination.sentPages,
    billedPages: destination.billedPages,
    callType: destination.callType,
    charge: BigInt(destination.chargeYen),
  }))
  const call = {
    contractNumber,
    callId,
    calledAt: wallTime(plan.second),
    communicationType: plan.communicationType,
    callerNumber: plan.callerNumber,
    calleeNumber: plan.calleeNumber,
    area: plan.area,
    destinationCount: plan.destinations.length,
    acceptedPages: plan.acceptedPages,
    sentPages: sum(plan.destinations.map(({ sentPages }) => sentPages)),
    billedPages: sumOfPresent(plan.destinations.map(({ billedPages }) => billedPages)),
    discountType: plan.discountType,
    charge: BigInt(sum(plan.destinations.map(({ chargeYen }) => chargeYen))),
  }
  return { call, destinations }
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

/** Absent when all are absent. */
function sumOfPresent(values: (number | null)[]): number | null {
  const present = values.filter((value) => value !== null)
  return present.length === 0 ? null : sum(present)
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** Japan time as `2026-11-21 09:54:13`, from a second of `date` or of the day after it. */
export function wallClock(date: JapanDate): (second: number) => string {
  const days = [date, addJapanDays(date, 1)]
  return (second) => {
    const inDay = second % secondsPerDay
    const hour = Math.floor(inDay / 3_600)
    const minute = Math.floor(inDay / 60) % 60
    const day = days[Math.floor(second / secondsPerDay)]
    return `${day} ${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(inDay % 60)}`
  }
}
