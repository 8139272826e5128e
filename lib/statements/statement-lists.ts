import { daysOfMonth, type JapanMonth } from '@/lib/time/japan-month'
import type { JapanDate } from '@/lib/time/japan-time'
import type { CallerName } from './caller-names'
import { sumOf, type StatementFigures } from './figures'
import type { MonthTotals } from './month-totals'

/** The lists of a sheet, in their order. */
export const statementListNames = [
  'day',
  'communicationType',
  'rateType',
  'area',
  'caller',
  'department',
] as const
export type StatementListName = (typeof statementListNames)[number]

export interface StatementLine {
  /** A day, a code, a 発信番号 or a 部署; empty where the records have none. */
  key: string
  /** 名称 of a 発信番号, where the contract has given it one. */
  name?: string
  figures: StatementFigures
  /** Of a day that has not been loaded: what it has, another day's call has dialled late. */
  isMissing?: true
}

export interface StatementList {
  name: StatementListName
  lines: StatementLine[]
}

/**
 * The lists of a month, each of all of its records, so that each adds up to the same total: what has no code or no
 * department has a line of its own. Days in their order, the others by 通信料, the largest first; the line without a
 * key comes last.
 * @param loaded the days of the month that were loaded.
 */
export function statementLists(
  month: JapanMonth,
  { hours, codes, callers }: MonthTotals,
  loaded: readonly JapanDate[],
  names: ReadonlyMap<string, CallerName>,
): StatementList[] {
  const figuresOfDay = gather(hours, ({ date }) => date)
  const days = daysOfMonth(month).map((date): StatementLine => {
    const figures = sumOf(figuresOfDay.get(date) ?? [])
    return loaded.includes(date) ? { key: date, figures } : { key: date, figures, isMissing: true }
  })
  const callerLines = callers.map(({ callerNumber, figures }): StatementLine => {
    const name = names.get(callerNumber)?.name
    return name ? { key: callerNumber, name, figures } : { key: callerNumber, figures }
  })
  return [
    { name: 'day', lines: days },
    { name: 'communicationType', lines: linesBy(codes, ({ communicationType }) => communicationType) },
    { name: 'rateType', lines: linesBy(codes, ({ rateType }) => rateType) },
    { name: 'area', lines: linesBy(codes, ({ area }) => area) },
    { name: 'caller', lines: callerLines.sort(byCharge) },
    {
      name: 'department',
      lines: linesBy(callers, ({ callerNumber }) => names.get(callerNumber)?.department ?? ''),
    },
  ]
}

function linesBy<Group extends { figures: StatementFigures }>(
  groups: readonly Group[],
  keyOf: (group: Group) => string,
): StatementLine[] {
  const lines = [...gather(groups, keyOf)].map(([key, all]) => ({ key, figures: sumOf(all) }))
  return lines.sort(byCharge)
}

function gather<Group extends { figures: StatementFigures }>(
  groups: readonly Group[],
  keyOf: (group: Group) => string,
): Map<string, StatementFigures[]> {
  const gathered = new Map<string, StatementFigures[]>()
  for (const group of groups) {
    const key = keyOf(group)
    const all = gathered.get(key)
    if (all) all.push(group.figures)
    else gathered.set(key, [group.figures])
  }
  return gathered
}

function byCharge(one: StatementLine, other: StatementLine): number {
  if ((one.key === '') !== (other.key === '')) return one.key === '' ? 1 : -1
  const [a, b] = [one.figures.charge, other.figures.charge]
  if (a !== b) return a > b ? -1 : 1
  return one.key < other.key ? -1 : 1
}

/** A list as the screen shows it: the lines after the first ones are summed. */
export interface FoldedList extends StatementList {
  rest?: { lines: number; figures: StatementFigures }
}

/** Sums what comes after the first lines of a list; one line more is shown instead. */
export function foldList(list: StatementList, linesMax: number): FoldedList {
  if (list.lines.length <= linesMax + 1) return list
  const rest = list.lines.slice(linesMax)
  return {
    ...list,
    lines: list.lines.slice(0, linesMax),
    rest: { lines: rest.length, figures: sumOf(rest.map(({ figures }) => figures)) },
  }
}
