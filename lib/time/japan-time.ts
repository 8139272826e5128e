import { TZDate, tz } from '@date-fns/tz'
// From their own files: the index loads three hundred, at each start of a process and of a test file.
import { addMonths } from 'date-fns/addMonths'
import { format } from 'date-fns/format'
import { isValid } from 'date-fns/isValid'

/** A calendar day in Japan, `YYYY-MM-DD`. */
export type JapanDate = string

const japan = 'Asia/Tokyo'
const inJapan = { in: tz(japan) }

const dayPattern = 'yyyy-MM-dd'
const dayForm = /^\d{4}-\d{2}-\d{2}$/

/** Whether `text` is `YYYY-MM-DD` and such a day exists (from the year 1000 on). */
export function isJapanDate(text: string): text is JapanDate {
  if (!dayForm.test(text) || text < '1000') return false
  const day = databaseDay(text)
  return isValid(day) && dateOfDatabaseDay(day) === text
}

/** The instant at which an hour (0–24) of a day begins in Japan. */
export function japanInstant(date: JapanDate, hour: number): Date {
  const [year, month, day] = date.split('-').map(Number)
  return new Date(new TZDate(year!, month! - 1, day!, hour, japan).getTime())
}

/** The calendar day in Japan of an instant, whatever the machine's zone. */
export function japanDateOf(instant: Date): JapanDate {
  return formatJapanTime(instant, dayPattern)
}

/**
 * Formats an instant in Japan time.
 * @param datePattern of date-fns; a text of the source, never of a request.
 */
export function formatJapanTime(instant: Date, datePattern: string): string {
  return format(instant, datePattern, inJapan)
}

// A day of the calendar has no zone: days and months are counted on midnights of UTC.

export function addJapanDays(date: JapanDate, days: number): JapanDate {
  const day = databaseDay(date)
  day.setUTCDate(day.getUTCDate() + days)
  return dateOfDatabaseDay(day)
}

/** The same day `months` later; where that day does not exist, the last day of that month. */
export const addJapanMonths = (date: JapanDate, months: number): JapanDate =>
  format(addMonths(databaseDay(date), months, { in: tz('UTC') }), dayPattern)

export const startOfJapanMonth = (date: JapanDate): JapanDate => `${date.slice(0, 8)}01`

/** Every day from `first` to `last`, both included; none where `last` is the earlier one. */
export function japanDays(first: JapanDate, last: JapanDate): JapanDate[] {
  const days: JapanDate[] = []
  for (let date = first; date <= last; date = addJapanDays(date, 1)) days.push(date)
  return days
}

/** A day as Prisma writes a column of type DATE: its midnight in UTC. */
export const databaseDay = (date: JapanDate): Date => new Date(`${date}T00:00:00Z`)

/** The reverse of `databaseDay`. */
export const dateOfDatabaseDay = (day: Date): JapanDate => day.toISOString().slice(0, 10)
