import type { UsagePeriod } from './period'
import type { UsageKind } from './search'

/**
 * The name of a search's file (spec section 5): `usage_call_2014070609-2014070609.csv`.
 * @param part the number of a bulk export's file: `usage_call_2014070600-2014070623_02.csv`.
 */
export function usageFileName(search: UsagePeriod & { by: UsageKind }, part?: number): string {
  const hourOf = (date: string, hour: number) => date.replaceAll('-', '') + String(hour).padStart(2, '0')
  const from = hourOf(search.startDate, search.startHour)
  const to = hourOf(search.endDate, search.endHour)
  const ending = part === undefined ? '' : `_${String(part).padStart(2, '0')}`
  return `usage_${search.by}_${from}-${to}${ending}.csv`
}

/** The name of the file with the destinations of one call. */
export function callFileName({ callId }: { callId: bigint }): string {
  return `usage_call_${callId}_destinations.csv`
}
