import { formatJapanTime, type JapanDate } from '@/lib/time/japan-time'
import { periodInstants, type UsagePeriod } from './period'

/** The records of one hour that has any. */
export interface HourRecords {
  hourAt: Date
  records: number
}

/** A part of a period, with what it holds. */
export interface OfferedPeriod extends UsagePeriod {
  records: number
}

const hourMilliseconds = 3_600_000

/**
 * Splits a period at whole hours into the fewest parts of at most `recordsMax` records each. An hour that alone
 * holds more stands by itself, over the limit; between such hours, parts without records are left out.
 * @param hours those of the period that have records, in order.
 */
export function splitPeriod(
  period: UsagePeriod,
  hours: readonly HourRecords[],
  recordsMax: number,
): OfferedPeriod[] {
  const { from, until } = periodInstants(period)
  const parts: OfferedPeriod[] = []
  let start = from.getTime()
  let records = 0
  const endPart = (end: number) => {
    if (records > 0) parts.push({ ...periodOf(start, end), records })
    start = end
    records = 0
  }
  for (const hour of hours) {
    const hourAt = hour.hourAt.getTime()
    if (records + hour.records > recordsMax) endPart(hourAt)
    records += hour.records
    if (records > recordsMax) endPart(hourAt + hourMilliseconds)
  }
  endPart(until.getTime())
  return parts
}

function periodOf(start: number, end: number): UsagePeriod {
  const [startDate, startHour] = dateAndHour(start)
  const [endDate, endHour] = dateAndHour(end - hourMilliseconds)
  return { startDate, startHour, endDate, endHour }
}

function dateAndHour(instant: number): [date: JapanDate, hour: number] {
  const [date, hour] = formatJapanTime(new Date(instant), 'yyyy-MM-dd H').split(' ')
  return [date!, Number(hour)]
}
