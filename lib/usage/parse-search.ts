import { z } from 'zod'
import { parseCursor, type UsageCursor } from './cursor'
import { latestSearchableDate, periodProblems } from './period'
import {
  usageKinds,
  usageOutputs,
  usageSearchFields,
  type AddressParameters,
  type AskedSearch,
  type UsageKind,
  type UsageSearchProblem,
  type UsageSearchValues,
} from './search'
import { defaultSort, usageSorts, type UsageSort } from './sort'

export type ParsedUsageSearch =
  | { state: 'blank'; values: UsageSearchValues }
  | { state: 'refused'; values: UsageSearchValues; problems: UsageSearchProblem[] }
  | { state: 'accepted'; values: UsageSearchValues; search: AskedSearch }

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

/** What a field is taken for when the address does not name it. The days have no default: they are required. */
const absent: Partial<UsageSearchValues> = { startHour: '0', endHour: '23', output: 'screen', by: 'call' }

/** What the blank form proposes: yesterday, whole. */
export function proposedValues(now: Date): UsageSearchValues {
  const yesterday = latestSearchableDate(now)
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
  const parsed: Partial<AskedSearch> = {}
  const values = { ...proposed }
  for (const field of usageSearchFields) {
    const parameter = parameters[field]
    if (Array.isArray(parameter)) {
      problems.push({ field, code: 'repeated' })
      values[field] = parameter[0] ?? ''
      continue
    }
    const value = parameter?.trim() || (absent[field] ?? '')
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

  const sort = readSort(parameters.sort, problems)
  const cursor = readCursor(parameters.cursor, values.by as UsageKind, sort, problems)
  const { filter } = parameters
  if (Array.isArray(filter)) problems.push({ field: 'filter', code: 'repeated' })
  if (problems.length > 0) return { state: 'refused', values, problems }
  const named = typeof filter === 'string' && filter !== '' ? { filter: { id: filter } } : {}
  return {
    state: 'accepted',
    values,
    search: { ...(parsed as AskedSearch), ...named, ...(sort && { sort }), cursor },
  }
}

/** @returns undefined for the usual order too: a search has one address. */
function readSort(
  parameter: string | string[] | undefined,
  problems: UsageSearchProblem[],
): UsageSort | undefined {
  if (parameter === undefined || parameter === '' || parameter === defaultSort) return undefined
  const sort = usageSorts.find((known) => known === parameter)
  if (Array.isArray(parameter)) problems.push({ field: 'sort', code: 'repeated' })
  else if (!sort) problems.push({ field: 'sort', code: 'unknownValue', value: parameter })
  return sort
}

function readCursor(
  parameter: string | string[] | undefined,
  kind: UsageKind,
  sort: UsageSort | undefined,
  problems: UsageSearchProblem[],
): UsageCursor | undefined {
  if (parameter === undefined || parameter === '') return undefined
  if (Array.isArray(parameter)) {
    problems.push({ field: 'cursor', code: 'repeated' })
    return undefined
  }
  const cursor = parseCursor(parameter, kind, sort)
  if (!cursor) problems.push({ field: 'cursor', code: 'unknownValue', value: parameter })
  return cursor
}
