import type { Locale } from '@/lib/i18n/locale'
import { recordTimeText, secondText } from '@/lib/time/time-text'
import type { UsageSpan } from '@/lib/usage/count'

/** The times of a result in words. */
export interface ResultTimes {
  /** When the figures were read; paper outlives them. */
  asOf: string
  /** The first and the last 発信日時. */
  span?: { first: string; last: string }
}

/** Puts the times of a result into words, on the server: what writes times does not go to the browser. */
export const resultTimes = (
  { asOf, span }: { asOf: Date; span?: UsageSpan },
  locale: Locale,
): ResultTimes => ({
  asOf: secondText(asOf, locale),
  span: span && { first: recordTimeText(span.first), last: recordTimeText(span.last) },
})
