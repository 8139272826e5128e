import { formatJapanTime } from '@/lib/time/japan-time'
import type { UsageSpan } from '@/lib/usage/count'

/** The times of a result in words. */
export interface ResultTimes {
  /** When the figures were read; paper outlives them. */
  asOf: string
  /** The first and the last 発信日時. */
  span?: { first: string; last: string }
}

const timeText = (time: Date) => formatJapanTime(time, 'yyyy/MM/dd HH:mm:ss')

/** Puts the times of a result into words, on the server: what writes times does not go to the browser. */
export const resultTimes = ({ asOf, span }: { asOf: Date; span?: UsageSpan }): ResultTimes => ({
  asOf: timeText(asOf),
  span: span && { first: timeText(span.first), last: timeText(span.last) },
})
