import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'

/** A calendar day in Japan, `YYYY-MM-DD`. */
export type JapanDate = string

const japan = 'Asia/Tokyo'
const pattern = /^\d{4}-\d{2}-\d{2}$/

/** Whether `text` is `YYYY-MM-DD` and such a day exists (from the year 1000 on). */
export function isJapanDate(text: string): text is JapanDate {
  return pattern.test(text) && text >= '1000' && dateOf(calendarDay(text)) === text
}

/**
 * From 1952 on Japan has kept its clocks nine hours before UTC. A page writes some hundred times: the time zone
 * database is asked for those before alone.
 */
const offsetMilliseconds = 9 * 3_600_000
const steadySince = Date.UTC(1952, 0, 1)

/** The instant at which an hour (0–24) of a day begins in Japan. */
export function japanInstant(date: JapanDate, hour: number): Date {
  const [year, month, day] = date.split('-').map(Number)
  const steady = Date.UTC(year!, month! - 1, day!, hour) - offsetMilliseconds
  if (steady >= steadySince) return new Date(steady)
  return new Date(new TZDate(year!, month! - 1, day!, hour, japan).getTime())
}

/** The calendar day in Japan of an instant, whatever the machine's zone. */
export function japanDateOf(instant: Date): JapanDate {
  return formatJapanTime(instant, 'yyyy-MM-dd')
}

/** Where the fields of a pattern stand in `YYYY-MM-DDTHH:mm:ss`. */
const places: Record<string, [from: number, to: number]> = {
  yyyy: [0, 4],
  MM: [5, 7],
  dd: [8, 10],
  HH: [11, 13],
  mm: [14, 16],
  ss: [17, 19],
}

/** Patterns taken apart: the texts of the portal have a handful of them, and a page uses them hundreds of times. */
const takenApart = new Map<string, string[]>()

function partsOf(datePattern: string): string[] {
  let parts = takenApart.get(datePattern)
  if (!parts) takenApart.set(datePattern, (parts = datePattern.split(/(yyyy|MM|dd|HH|H|mm|ss)/)))
  return parts
}

/**
 * Formats an instant in Japan time.
 * @param datePattern of date-fns, with the fields yyyy MM dd HH H mm ss; a text of the source, never of a request.
 */
export function formatJapanTime(instant: Date, datePattern: string): string {
  if (instant.getTime() < steadySince) return format(new TZDate(instant.getTime(), japan), datePattern)
  const text = new Date(instant.getTime() + offsetMilliseconds).toISOString()
  let formatted = ''
  for (const part of partsOf(datePattern)) {
    const place = places[part]
    if (place) formatted += text.slice(place[0], place[1])
    else formatted += part === 'H' ? Number(text.slice(11, 13)) : part
  }
  return formatted
}

// A day of the calendar has no zone: days and months are counted on midnights of UTC.

const calendarDay = (date: JapanDate) => new Date(`${date}T00:00:00Z`)
const dateOf = (day: Date): JapanDate => (Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10))

export function addJapanDays(date: JapanDate, days: number): JapanDate {
  const day = calendarDay(date)
  day.setUTCDate(day.getUTCDate() + days)
  return dateOf(day)
}

/** The same day `months` later; where that day does not exist, the last day of that month. */
export function addJapanMonths(date: JapanDate, months: number): JapanDate {
  const day = calendarDay(date)
  const dayOfMonth = day.getUTCDate()
  day.setUTCMonth(day.getUTCMonth() + months)
  // Day 0 is the last one of the month before.
  if (day.getUTCDate() !== dayOfMonth) day.setUTCDate(0)
  return dateOf(day)
}

export function startOfJapanMonth(date: JapanDate): JapanDate {
  return `${date.slice(0, 8)}01`
}
