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

/** The instant at which an hour (0–24) of a day begins in Japan. */
export function japanInstant(date: JapanDate, hour: number): Date {
  const [year, month, day] = date.split('-').map(Number)
  return new Date(new TZDate(year!, month! - 1, day!, hour, japan).getTime())
}

/** The calendar day in Japan of an instant, whatever the machine's zone. */
export function japanDateOf(instant: Date): JapanDate {
  return formatJapanTime(instant, 'yyyy-MM-dd')
}

/** Formats an instant in Japan time with a date-fns pattern. */
export function formatJapanTime(instant: Date, datePattern: string): string {
  return format(new TZDate(instant.getTime(), japan), datePattern)
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
