import { formatJapanTime, type JapanDate } from '@/lib/time/japan-time'
import { periodInstants, type UsagePeriod } from './period'

/** The records of one hour that has any. */
export interface HourRecords {
  /** When it begins, as an instant in milliseconds. */
  hourAt: number
  records: number
}

/** A part of a period, as instants in milliseconds: `from` is included, `until` is not. */
export interface PeriodPart {
  from: number
  until: number
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
 *
 * There may be hundreds of which a page shows a dozen: `offeredPeriod` puts those into days and hours.
 * @param hours those of the period that have records, in order.
 */
export function splitPeriod(
  period: UsagePeriod,
  hours: readonly HourRecords[],
  recordsMax: number,
): PeriodPart[] {
  const { from, until } = periodInstants(period)
  const parts: PeriodPart[] = []
  let start = from.getTime()
  let records = 0
  const endPart = (end: number) => {
    if (records > 0) parts.push({ from: start, until: end, records })
    start = end
    records = 0
  }
  for (const { hourAt, records: ofHour } of hours) {
    if (records + ofHour > recordsMax) endPart(hourAt)
    records += ofHour
    if (records > recordsMax) endPart(hourAt + hourMilliseconds)
  }
  endPart(until.getTime())
  return parts
}

/** A part as the form takes it. */
export function offeredPeriod({ from, until, records }: PeriodPart): OfferedPeriod {
  const [startDate, startHour] = dateAndHour(from)
  const [endDate, endHour] = dateAndHour(until - hourMilliseconds)
  return { startDate, startHour, endDate, endHour, records }
}

function dateAndHour(instant: number): [date: JapanDate, hour: number] {
  const [date, hour] = formatJapanTime(new Date(instant), 'yyyy-MM-dd H').split(' ')
  return [date!, Number(hour)]
}
