import {
  addJapanDays,
  addJapanMonths,
  databaseDay,
  dateOfDatabaseDay,
  isJapanDate,
  japanDays,
  japanInstant,
  type JapanDate,
} from './japan-time'

/** A month of Japan's calendar, `YYYY-MM`. */
export type JapanMonth = string

/** After it, the month that follows could not be written so. */
const lastMonth = '9999-11'

/** Whether `text` is `YYYY-MM` and such a month exists, from the year 1000 to November 9999. */
export const isJapanMonth = (text: string): text is JapanMonth =>
  isJapanDate(firstDayOf(text)) && text <= lastMonth

export const japanMonthOf = (date: JapanDate): JapanMonth => date.slice(0, 7)

export const firstDayOf = (month: JapanMonth): JapanDate => `${month}-01`

export const lastDayOf = (month: JapanMonth): JapanDate => addJapanDays(firstDayOf(addMonthsTo(month, 1)), -1)

export const addMonthsTo = (month: JapanMonth, months: number): JapanMonth =>
  japanMonthOf(addJapanMonths(firstDayOf(month), months))

export const daysOfMonth = (month: JapanMonth): JapanDate[] => japanDays(firstDayOf(month), lastDayOf(month))

/** The month as instants: `from` is included, `until` is not. */
export function monthInstants(month: JapanMonth): { from: Date; until: Date } {
  return {
    from: japanInstant(firstDayOf(month), 0),
    until: japanInstant(firstDayOf(addMonthsTo(month, 1)), 0),
  }
}

/** A month as a column has it that is named by its first day. */
export const databaseMonth = (month: JapanMonth): Date => databaseDay(firstDayOf(month))

/** The reverse of `databaseMonth`. */
export const monthOfDatabaseDay = (day: Date): JapanMonth => japanMonthOf(dateOfDatabaseDay(day))
