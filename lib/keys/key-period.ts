import { addJapanDays, addJapanMonths, isJapanDate, japanDateOf, type JapanDate } from '@/lib/time/japan-time'

const defaultDays = 90
const monthsMax = 12

/** The last days that a key made now may have: the first, the last and the proposed one. */
export function keyEndDays(now: Date): Record<'first' | 'last' | 'proposed', JapanDate> {
  const today = japanDateOf(now)
  return {
    first: today,
    last: addJapanMonths(today, monthsMax),
    proposed: addJapanDays(today, defaultDays),
  }
}

/** Whether a key made now may have this last day (spec section 7: at most a year ahead). */
export function isKeyEndDay(text: string, now: Date): text is JapanDate {
  const { first, last } = keyEndDays(now)
  return isJapanDate(text) && text >= first && text <= last
}
