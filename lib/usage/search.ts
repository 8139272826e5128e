import type { UsageCursor } from './cursor'
import type { PeriodProblem, UsagePeriod } from './period'

export const usageKinds = ['call', 'destination'] as const
/** What a row is: a call (呼毎検索) or a destination (宛先毎検索). */
export type UsageKind = (typeof usageKinds)[number]

export const usageOutputs = ['screen', 'csv', 'bulk'] as const
export type UsageOutput = (typeof usageOutputs)[number]

/**
 * One search of the usage history. The same object goes from the address to count, screen, file and link, so
 * that a list and its file cannot disagree.
 */
export interface UsageSearch extends UsagePeriod {
  output: UsageOutput
  by: UsageKind
  /** Where the page of the result begins or ends; absent on the first page. */
  cursor?: UsageCursor
}

/** The parameters that make a search, in the order in which an address has them. */
export const usageSearchFields = ['startDate', 'startHour', 'endDate', 'endHour', 'output', 'by'] as const

export type UsageSearchField = (typeof usageSearchFields)[number] | 'cursor'

export type UsageSearchProblem =
  | PeriodProblem
  | { field: UsageSearchField; code: 'required' | 'repeated' }
  | { field: 'startHour' | 'endHour' | 'output' | 'by' | 'cursor'; code: 'unknownValue'; value: string }

/** What the form shows: the values as they came, one a field. */
export type UsageSearchValues = Record<Exclude<UsageSearchField, 'cursor'>, string>

/** The parameters of an address as Next.js gives them. */
export type AddressParameters = Record<string, string | string[] | undefined>

/** The search as parameters of an address, in a fixed order; the reverse of `parseUsageSearch`. */
export function usageSearchParameters(search: Omit<UsageSearch, 'cursor'>): Record<string, string> {
  return Object.fromEntries(usageSearchFields.map((field) => [field, String(search[field])]))
}
