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

const dayMilliseconds = 86_400_000
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

/** The fields of a pattern, of a day and a second of it. */
const fields: Record<string, (date: JapanDate, second: number) => string> = {
  yyyy: (date) => date.slice(0, 4),
  MM: (date) => date.slice(5, 7),
  dd: (date) => date.slice(8, 10),
  HH: (_, second) => twoDigits[Math.floor(second / 3_600)]!,
  H: (_, second) => String(Math.floor(second / 3_600)),
  mm: (_, second) => twoDigits[Math.floor(second / 60) % 60]!,
  ss: (_, second) => twoDigits[second % 60]!,
  XXX: () => '+09:00',
}

/** Patterns taken apart: the texts of the portal have a handful of them, and a page uses them hundreds of times. */
const takenApart = new Map<string, (string | (typeof fields)[string])[]>()

function partsOf(datePattern: string) {
  let parts = takenApart.get(datePattern)
  if (!parts) {
    parts = datePattern
      .split(/('[^']*'|yyyy|MM|dd|HH|H|mm|ss|XXX)/)
      .map((part) => fields[part] ?? wordsOf(part))
    takenApart.set(datePattern, parts)
  }
  return parts
}

/** What stands between fields. A letter that is no field must be quoted, or it would be written as it is. */
function wordsOf(part: string): string {
  if (part.startsWith("'")) return part.slice(1, -1)
  if (/[A-Za-z]/.test(part)) throw new RangeError(`no field of a date pattern: ${part}`)
  return part
}

/** The day that was written last: a list has many times of one day. */
let written = { day: NaN, date: '' }

/**
 * Formats an instant in Japan time.
 * @param datePattern of date-fns, with the fields yyyy MM dd HH H mm ss XXX and words in single quotes; a text of the
 *   source, never of a request.
 * @throws RangeError where the pattern has another field.
 */
export function formatJapanTime(instant: Date, datePattern: string): string {
  const milliseconds = instant.getTime()
  if (milliseconds < steadySince) return format(new TZDate(milliseconds, japan), datePattern)
  const day = Math.floor((milliseconds + offsetMilliseconds) / dayMilliseconds)
  const start = day * dayMilliseconds
  if (day !== written.day) written = { day, date: new Date(start).toISOString().slice(0, 10) }
  const second = Math.floor((milliseconds + offsetMilliseconds - start) / 1_000)
  let formatted = ''
  for (const part of partsOf(datePattern)) {
    formatted += typeof part === 'string' ? part : part(written.date, second)
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
