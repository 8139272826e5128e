import type { JapanDate } from '@/lib/time/japan-time'

type Discount = '夜間' | '深夜' | '土日祝' | null

const secondsPerHour = 3_600

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(date: JapanDate): boolean {
  // A date alone is read as UTC midnight, and its weekday asked for in UTC: no machine's zone comes in.
  return [0, 6].includes(new Date(date).getUTCDay())
}

/**
 * The discount that the invented tariff gives at a time of day.
 * @param second of the day in Japan; from 86,400 on it lies in the next day.
 */
export function discountAt(date: JapanDate, second: number): Discount {
  const hour = Math.floor(second / secondsPerHour) % 24
  if (hour >= 23 || hour < 8) return '深夜'
  if (hour >= 19) return '夜間'
  return isWeekend(date) ? '土日祝' : null
}

/** Yen a page: without a discount, and with any. The rates of JAPAN, KOREA and MAIL are those the manual's rows show. */
const yenPerPage: Record<string, { full: number; discounted: number }> = {
  JAPAN: { full: 55, discounted: 19 },
  MAIL: { full: 55, discounted: 19 },
  KOREA: { full: 110, discounted: 73 },
  CHINA: { full: 120, discounted: 80 },
  TAIWAN: { full: 110, discounted: 73 },
  'U.S.A.': { full: 95, discounted: 63 },
  GERMANY: { full: 140, discounted: 93 },
}

/** The charge of a destination, in yen. */
export function chargeYen(area: string, pages: number, discount: string | null): number {
  const rate = yenPerPage[area]
  if (!rate) throw new Error(`no rate for area ${area}`)
  return pages * (discount === null ? rate.full : rate.discounted)
}
