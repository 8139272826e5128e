import { TZDate } from '@date-fns/tz'
import { addDays, addMonths, format, isValid, startOfMonth } from 'date-fns'

/** A calendar day in Japan, `YYYY-MM-DD`. */
export type JapanDate = string

const japan = 'Asia/Tokyo'
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether `text` is `YYYY-MM-DD` and such a day exists (from the year 1000 on). */
export function isJapanDate(text: string): text is JapanDate {
  const match = pattern.exec(text)
  if (!match || match[1]! < '1000') return false
  const date = new TZDate(Number(match[1]), Number(match[2]) - 1, Number(match[3]), japan)
  return isValid(date) && format(date, 'yyyy-MM-dd') === text
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

/**
 * Formats an instant in Japan time.
 * @param datePattern of date-fns, with the fields yyyy MM dd HH H mm ss.
 */
export function formatJapanTime(instant: Date, datePattern: string): string {
  if (instant.getTime() < steadySince) return format(new TZDate(instant.getTime(), japan), datePattern)
  const text = new Date(instant.getTime() + offsetMilliseconds).toISOString()
  return datePattern.replace(/yyyy|MM|dd|HH|H|mm|ss/g, (field) =>
    field === 'H' ? String(Number(text.slice(11, 13))) : text.slice(...places[field]!),
  )
}

const calendar = (date: JapanDate) => new TZDate(japanInstant(date, 0).getTime(), japan)

export function addJapanDays(date: JapanDate, days: number): JapanDate {
  return format(addDays(calendar(date), days), 'yyyy-MM-dd')
}

/** The same day `months` later; where that day does not exist, the last day of that month. */
export function addJapanMonths(date: JapanDate, months: number): JapanDate {
  return format(addMonths(calendar(date), months), 'yyyy-MM-dd')
}

export function startOfJapanMonth(date: JapanDate): JapanDate {
  return format(startOfMonth(calendar(date)), 'yyyy-MM-dd')
}
