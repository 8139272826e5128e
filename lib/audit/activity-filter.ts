import { addJapanDays, isJapanDate, japanDateOf, type JapanDate } from '@/lib/time/japan-time'
import { parseActivityCursor, type ActivityCursor } from './activity-cursor'
import { isActivityChoice, type ActivityChoice } from './activity-kinds'

/** Which of an account's events are asked for: the same object makes page, count, CSV and links. */
export interface ActivityFilter {
  /** Japan time; both days are included. */
  from: JapanDate
  to: JapanDate
  kind: ActivityChoice
}

type FilterField = keyof ActivityFilter

export type ActivityProblem =
  | { field: FilterField | 'cursor'; code: 'repeated' }
  | { field: FilterField; code: 'required' }
  | { field: FilterField | 'cursor'; code: 'unknownValue'; value: string }
  | { field: 'from' | 'to'; code: 'noSuchDay'; value: string }
  | { field: 'from' | 'to'; code: 'afterToday'; latest: JapanDate }
  | { field: 'to'; code: 'endBeforeStart' }

/** What the form shows: the values as they came, one a field. */
export type ActivityValues = Record<FilterField, string>

export type ParsedActivity =
  | { state: 'refused'; values: ActivityValues; problems: ActivityProblem[] }
  | { state: 'accepted'; values: ActivityValues; filter: ActivityFilter; cursor?: ActivityCursor }

/** Days that are shown where the address names no first one. */
const daysProposed = 31

/**
 * Reads a filter from the parameters of an address. What it does not name is the last days, every kind.
 * @param now decides what today is: later days have no events yet.
 * @returns the filter, or every problem found. Never throws: every address has an answer.
 */
export function parseActivity(
  parameters: Record<string, string | string[] | undefined>,
  now: Date,
): ParsedActivity {
  const today = japanDateOf(now)
  const problems: ActivityProblem[] = []
  const read = (field: FilterField, absent: string) => {
    const values = parameters[field]
    if (Array.isArray(values)) problems.push({ field, code: 'repeated' })
    const value = ([values].flat()[0] ?? absent).trim()
    if (value === '') problems.push({ field, code: 'required' })
    return value
  }
  const to = read('to', today)
  const from = read('from', addJapanDays(isJapanDate(to) ? to : today, 1 - daysProposed))
  const kind = read('kind', 'all')
  for (const [field, date] of [['from', from] as const, ['to', to] as const]) {
    if (date === '') continue
    if (!isJapanDate(date)) problems.push({ field, code: 'noSuchDay', value: date })
    else if (date > today) problems.push({ field, code: 'afterToday', latest: today })
  }
  if (problems.length === 0 && to < from) problems.push({ field: 'to', code: 'endBeforeStart' })
  const isKnown = isActivityChoice(kind)
  if (!isKnown && kind !== '') problems.push({ field: 'kind', code: 'unknownValue', value: kind })

  const cursor = readCursor(parameters.cursor, problems)
  const values = { from, to, kind }
  if (problems.length > 0 || !isKnown) return { state: 'refused', values, problems }
  return { state: 'accepted', values, filter: { from, to, kind }, cursor }
}

function readCursor(
  text: string | string[] | undefined,
  problems: ActivityProblem[],
): ActivityCursor | undefined {
  if (text === undefined || text === '') return undefined
  if (Array.isArray(text)) {
    problems.push({ field: 'cursor', code: 'repeated' })
    return undefined
  }
  const cursor = parseActivityCursor(text)
  if (!cursor) problems.push({ field: 'cursor', code: 'unknownValue', value: text })
  return cursor
}
