import type { Locale } from '@/lib/i18n/locale'
import { dayInWords, dayText } from './date-text'
import { formatJapanTime, japanDateOf } from './japan-time'

/**
 * The 発信日時 of a record: `2014/07/06 09:54:13` on screen and in files, in either language (spec section 2), so that
 * one can be found by the other.
 */
export const recordTimeText = (calledAt: Date): string => formatJapanTime(calledAt, 'yyyy/MM/dd HH:mm:ss')

const withDay = (day: string, instant: Date, timePattern: string, locale: Locale) =>
  `${day}${locale === 'en' ? ',' : ''} ${formatJapanTime(instant, timePattern)}`

/** A moment in Japan time to the minute: `2014/07/06 09:54`, `6 Jul 2014, 09:54`. */
export const minuteText = (instant: Date, locale: Locale): string =>
  withDay(dayText(japanDateOf(instant), locale), instant, 'HH:mm', locale)

/** The same in a sentence that says its days in words: `2014年07月06日 09:54`, `6 Jul 2014, 09:54`. */
export const minuteInWords = (instant: Date, locale: Locale): string =>
  withDay(dayInWords(japanDateOf(instant), locale), instant, 'HH:mm', locale)

/** A moment in Japan time to the second: `2014/07/06 09:54:13`, `6 Jul 2014, 09:54:13`. */
export const secondText = (instant: Date, locale: Locale): string =>
  withDay(dayText(japanDateOf(instant), locale), instant, 'HH:mm:ss', locale)
