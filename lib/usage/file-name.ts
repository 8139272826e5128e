import type { CallDestinations } from './call-destinations'
import type { UsageKind, UsageSelection } from './search'

/**
 * The name of a search's file (spec section 5): `usage_call_2014070609-2014070609.csv`; of one that is narrowed,
 * `usage_call_2014070609-2014070609_narrowed.csv`.
 * @param part the number of a bulk export's file: `usage_call_2014070600-2014070623_02.csv`.
 */
export function usageFileName(search: UsageSelection & { by: UsageKind }, part?: number): string {
  const hourOf = (date: string, hour: number) => date.replaceAll('-', '') + String(hour).padStart(2, '0')
  const from = hourOf(search.startDate, search.startHour)
  const to = hourOf(search.endDate, search.endHour)
  const narrowed = search.filter ? '_narrowed' : ''
  return `usage_${search.by}_${from}-${to}${narrowed}${partEnding(part)}.csv`
}

/**
 * The name of the file with destinations of one call: `usage_call_12345_destinations.csv`.
 * @param part see `usageFileName`; with a range of numbers, `usage_call_12345_destinations_100001-200000_02.csv`.
 */
export function callFileName(
  { callId, numbers }: Pick<CallDestinations, 'callId' | 'numbers'>,
  part?: number,
): string {
  const range = numbers ? `_${numbers.from}-${numbers.to}` : ''
  return `usage_call_${callId}_destinations${range}${partEnding(part)}.csv`
}

const partEnding = (part: number | undefined) =>
  part === undefined ? '' : `_${String(part).padStart(2, '0')}`
