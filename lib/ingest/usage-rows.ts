import type { JapanDate } from '@/lib/time/japan-time'

/** A line of a calls file (spec section 8). */
export interface CallRow {
  contractNumber: string
  callId: bigint
  /** Japan time, `2026-11-21 09:54:13`. */
  calledAt: string
  communicationType: string
  callerNumber: string
  calleeNumber: string | null
  area: string
  destinationCount: number
  acceptedPages: number
  sentPages: number
  billedPages: number | null
  discountType: string | null
  /** yen */
  charge: bigint
}

/** A line of a destinations file (spec section 8). */
export interface DestinationRow {
  contractNumber: string
  callId: bigint
  destinationNo: number
  /** Japan time, `2026-11-21 09:54:13`; never before the day of its call. */
  calledAt: string
  communicationType: string
  callerNumber: string
  calleeNumber: string | null
  area: string
  paperMode: string
  sentPages: number
  billedPages: number | null
  callType: string | null
  /** yen */
  charge: bigint
}

/** All usage of one day, of any number of contracts. */
export interface UsageDay {
  /** The day of the calls. */
  date: JapanDate
  calls: readonly CallRow[]
  /** Each belongs to one of `calls`. */
  destinations: readonly DestinationRow[]
}

type Value = string | number | bigint | null

/** Absent is an empty field, as `COPY … (FORMAT csv)` reads it. */
function field(value: Value): string {
  if (value === null) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const line = (values: Value[]) => values.map(field).join(',')

/** A call as a line of a calls file, without the line's end. */
export function callFileLine(row: CallRow): string {
  return line([
    row.contractNumber,
    row.callId,
    row.calledAt,
    row.communicationType,
    row.callerNumber,
    row.calleeNumber,
    row.area,
    row.destinationCount,
    row.acceptedPages,
    row.sentPages,
    row.billedPages,
    row.discountType,
    row.charge,
  ])
}

/** A destination as a line of a destinations file, without the line's end. */
export function destinationFileLine(row: DestinationRow): string {
  return line([
    row.contractNumber,
    row.callId,
    row.destinationNo,
    row.calledAt,
    row.communicationType,
    row.callerNumber,
    row.calleeNumber,
    row.area,
    row.paperMode,
    row.sentPages,
    row.billedPages,
    row.callType,
    row.charge,
  ])
}
