import type { JapanDate } from '@/lib/time/japan-time'
import type { UsageConditions } from './conditions'
import type { UsageCursor } from './cursor'
import type { PeriodProblem, UsagePeriod } from './period'
import type { UsageSort } from './sort'

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
  /** What it is narrowed by (絞り込み), and the id of that in an address. */
  filter?: { id: string; conditions: UsageConditions }
  /** 並び順; absent where it is the usual one. */
  sort?: UsageSort
  /** Where the page of the result begins or ends; absent on the first page. */
  cursor?: UsageCursor
}

/** A search as an address has it: its conditions are named, and not read yet (`withFilter`). */
export type AskedSearch = Omit<UsageSearch, 'filter'> & { filter?: { id: string; conditions?: never } }

/** A period, and what it is narrowed by: what count and totals are of. */
export type UsageSelection = UsagePeriod & Pick<UsageSearch, 'filter'>

/** The parameters that make a search, in the order in which an address has them. */
export const usageSearchFields = ['startDate', 'startHour', 'endDate', 'endHour', 'output', 'by'] as const

/** All that an address says of a search, beside the page of its result. */
export const usageAddressFields = [...usageSearchFields, 'sort', 'filter'] as const

export type UsageSearchField = (typeof usageAddressFields)[number] | 'cursor'

export type UsageSearchProblem =
  | PeriodProblem
  | { field: UsageSearchField; code: 'required' | 'repeated' }
  | {
      field: 'startHour' | 'endHour' | 'output' | 'by' | 'sort' | 'cursor'
      code: 'unknownValue'
      value: string
    }

/** What the form shows: the values as they came, one a field. */
export type UsageSearchValues = Record<(typeof usageSearchFields)[number], string>

/** The parameters of an address as Next.js gives them. */
export type AddressParameters = Record<string, string | string[] | undefined>

/** The search as parameters of an address, in a fixed order; the reverse of `parseUsageSearch`. */
export function usageSearchParameters(
  search: Omit<UsageSearch, 'cursor' | 'filter'> & { filter?: { id: string } },
): Record<string, string> {
  const { filter, sort } = search
  return {
    ...Object.fromEntries(usageSearchFields.map((field) => [field, String(search[field])])),
    ...(sort && { sort }),
    ...(filter && { filter: filter.id }),
  }
}

/** The search on screen for the records of whole days, both included, as parameters of an address. */
export const wholeDaysParameters = (
  startDate: JapanDate,
  endDate: JapanDate,
  by: UsageKind,
): Record<string, string> =>
  usageSearchParameters({ startDate, startHour: 0, endDate, endHour: 23, output: 'screen', by })
