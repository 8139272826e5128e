import type { Locale } from '@/lib/i18n/locale'
import type { JapanMonth } from './japan-month'
import type { JapanDate } from './japan-time'

// By hand, since these run in browsers too: two releases of ICU do not write a month or a day of the week alike, and
// date-fns is not sent to them (docs/decisions/0080).

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const dayNames = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}

const monthName = (date: JapanDate | JapanMonth) => monthNames[Number(date.slice(5, 7)) - 1]!
const dayOfMonth = (date: JapanDate) => Number(date.slice(8))
const dayName = (date: JapanDate, locale: Locale) => dayNames[locale][new Date(date).getUTCDay()]!

/** `21 Nov` */
const englishDay = (date: JapanDate) => `${dayOfMonth(date)} ${monthName(date).slice(0, 3)}`

/** A day as files write it in either language: `2014/07/06`. */
export const fileDayText = (date: JapanDate): string => date.replaceAll('-', '/')

/** A day as pages write it: `2014/07/06`, `6 Jul 2014`. */
export const dayText = (date: JapanDate, locale: Locale): string =>
  locale === 'en' ? `${englishDay(date)} ${date.slice(0, 4)}` : fileDayText(date)

/** A day in a sentence: `2014年07月06日`, `6 Jul 2014`. */
export function dayInWords(date: JapanDate, locale: Locale): string {
  if (locale === 'en') return dayText(date, locale)
  const [year, month, day] = date.split('-')
  return `${year}年${month}月${day}日`
}

/** A day with its day of the week: `2014/07/06 (日)`, `Sun 6 Jul 2014`. */
export const weekdayText = (date: JapanDate, locale: Locale): string =>
  locale === 'en'
    ? `${dayName(date, locale)} ${dayText(date, locale)}`
    : `${dayText(date, locale)} (${dayName(date, locale)})`

/** A day with its day of the week, where the year is known: `7/6(日)`, `Sun 6 Jul`. */
export const shortWeekdayText = (date: JapanDate, locale: Locale): string =>
  locale === 'en'
    ? `${dayName(date, locale)} ${englishDay(date)}`
    : `${Number(date.slice(5, 7))}/${dayOfMonth(date)}(${dayName(date, locale)})`

/** A month: `2014年7月`, `July 2014`. */
export const monthText = (month: JapanMonth, locale: Locale): string =>
  locale === 'en'
    ? `${monthName(month)} ${month.slice(0, 4)}`
    : `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`
