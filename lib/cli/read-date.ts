import { isJapanMonth, type JapanMonth } from '@/lib/time/japan-month'
import { isJapanDate, type JapanDate } from '@/lib/time/japan-time'
import { texts } from './texts'
import { UsageError } from './usage-error'

/** Reads a day from the command line. @throws UsageError unless it is `YYYY-MM-DD` and exists. */
export function readDate(text: string): JapanDate {
  if (!isJapanDate(text)) throw new UsageError(texts('load.invalid.date', { given: text }))
  return text
}

/** Reads a month from the command line. @throws UsageError unless it is `YYYY-MM` and exists. */
export function readMonth(text: string): JapanMonth {
  if (!isJapanMonth(text)) throw new UsageError(texts('load.invalid.month', { given: text }))
  return text
}

/** Two days of which either may be absent. @throws UsageError when they are the wrong way round. */
export function readPeriod<Period extends { from?: JapanDate; to?: JapanDate }>({ from, to }: Period) {
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError(texts('load.invalid.fromAfterTo'))
  return { from, to }
}
