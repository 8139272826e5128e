import { z } from 'zod'
import type { JapanDate } from '@/lib/time/japan-time'
import { parseCursor, type UsageCursor } from './cursor'
import { latestSearchableDate, periodProblems, type PeriodProblem, type UsagePeriod } from './period'

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

export type UsageSearchField = 'startDate' | 'startHour' | 'endDate' | 'endHour' | 'output' | 'by' | 'cursor'

export type UsageSearchProblem =
  | PeriodProblem
  | { field: UsageSearchField; code: 'required' | 'repeated' }
  | { field: 'startHour' | 'endHour' | 'output' | 'by' | 'cursor'; code: 'unknownValue'; value: string }

/** What the form shows: the values as they came, one a field. */
export type UsageSearchValues = Record<Exclude<UsageSearchField, 'cursor'>, string>

export type ParsedUsageSearch =
  | { state: 'blank'; values: UsageSearchValues }
  | { state: 'refused'; values: UsageSearchValues; problems: UsageSearchProblem[] }
  | { state: 'accepted'; values: UsageSearchValues; search: UsageSearch }

/** The parameters of an address as Next.js gives them. */
export type AddressParameters = Record<string, string | string[] | undefined>

const hour = z
  .string()
  .regex(/^(\d|1\d|2[0-3])$/)
  .transform(Number)

const fieldSchemas = {
  startDate: z.string(),
  startHour: hour,
  endDate: z.string(),
  endHour: hour,
  output: z.enum(usageOutputs),
  by: z.enum(usageKinds),
}

/** The parameters that make a search, in the order in which an address has them. */
export const usageSearchFields = Object.keys(fieldSchemas) as (keyof typeof fieldSchemas)[]

/** What a field is taken for when the address does not name it. The days have no default: they are required. */
const absent: Partial<UsageSearchValues> = { startHour: '0', endHour: '23', output: 'screen', by: 'call' }

/** What the blank form proposes: yesterday, whole. */
export function proposedValues(now: Date): UsageSearchValues {
  const yesterday: JapanDate = latestSearchableDate(now)
  return {
    startDate: yesterday,
    startHour: '0',
    endDate: yesterday,
    endHour: '23',
    output: 'screen',
    by: 'call',
  }
}

/**
 * Reads a search from the parameters of an address.
 * @param now decides what yesterday is.
 * @returns `blank` when the address asks for nothing yet, `refused` with every problem found, or the search.
 *   Never throws: whatever stands in an address has an answer.
 */
export function parseUsageSearch(parameters: AddressParameters, now: Date): ParsedUsageSearch {
  const proposed = proposedValues(now)
  if (usageSearchFields.every((field) => parameters[field] === undefined) && parameters.cursor === undefined)
    return { state: 'blank', values: proposed }

  const problems: UsageSearchProblem[] = []
  const parsed: Partial<UsageSearch> = {}
  const values = { ...proposed }
  for (const field of usageSearchFields) {
    const given = parameters[field]
    if (Array.isArray(given)) {
      problems.push({ field, code: 'repeated' })
      values[field] = given[0] ?? ''
      continue
    }
    const value = given?.trim() || (absent[field] ?? '')
    values[field] = value
    if (value === '') {
      problems.push({ field, code: 'required' })
      continue
    }
    const result = fieldSchemas[field].safeParse(value)
    if (result.success) Object.assign(parsed, { [field]: result.data })
    else problems.push({ field: field as 'startHour', code: 'unknownValue', value })
  }

  problems.push(...periodProblems(parsed, now))

  const cursor = readCursor(parameters.cursor, values.by as UsageKind, problems)
  if (problems.length > 0) return { state: 'refused', values, problems }
  return { state: 'accepted', values, search: { ...(parsed as UsageSearch), cursor } }
}

function readCursor(
  given: string | string[] | undefined,
  kind: UsageKind,
  problems: UsageSearchProblem[],
): UsageCursor | undefined {
  if (given === undefined || given === '') return undefined
  if (Array.isArray(given)) {
    problems.push({ field: 'cursor', code: 'repeated' })
    return undefined
  }
  const cursor = parseCursor(given, kind)
  if (!cursor) problems.push({ field: 'cursor', code: 'unknownValue', value: given })
  return cursor
}

/** The search as parameters of an address, in a fixed order; the reverse of `parseUsageSearch`. */
export function usageSearchParameters(search: Omit<UsageSearch, 'cursor'>): Record<string, string> {
  return Object.fromEntries(usageSearchFields.map((field) => [field, String(search[field])]))
}
