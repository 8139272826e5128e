import { daysOfMonth, type JapanMonth } from '@/lib/time/japan-month'
import type { JapanDate } from '@/lib/time/japan-time'
import type { CodeTotals } from '@/lib/usage/code-totals'
import { sumOf, type StatementFigures } from './figures'
import type { HourFigures } from './month-totals'

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
  /** Of a 発信番号 with which others of the month begin; told where the list is for a screen. */
  beginsOthers?: true
  /** Of a 発信番号 that is masked: its records cannot be searched by it. */
  isMasked?: true
}

export interface StatementList {
  name: StatementListName
  lines: StatementLine[]
  /** The lines that are not told one by one, summed. */
  rest?: { lines: number; figures: StatementFigures }
}

/**
 * The list of a month by its days, in their order.
 * @param loaded the days of the month that were loaded.
 */
export function dayList(
  month: JapanMonth,
  hours: readonly HourFigures[],
  loaded: readonly JapanDate[],
): StatementList {
  const figuresOfDay = gather(hours, ({ date }) => date)
  const lines = daysOfMonth(month).map((date): StatementLine => {
    const figures = sumOf(figuresOfDay.get(date) ?? [])
    return loaded.includes(date) ? { key: date, figures } : { key: date, figures, isMissing: true }
  })
  return { name: 'day', lines }
}

/** A list of a month by one of its codes, the largest 通信料 first; the line of what has no code comes last. */
export const codeList = (
  name: 'communicationType' | 'rateType' | 'area',
  codes: readonly CodeTotals[],
): StatementList => {
  const groups = codes.map((group) => ({ key: group[name], figures: group }))
  const lines = [...gather(groups, ({ key }) => key)].map(([key, all]) => ({ key, figures: sumOf(all) }))
  return { name, lines: lines.sort(byCharge) }
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

/** The largest 通信料 first, the line without a key last. */
export function byCharge(one: StatementLine, other: StatementLine): number {
  if ((one.key === '') !== (other.key === '')) return one.key === '' ? 1 : -1
  const [a, b] = [one.figures.charge, other.figures.charge]
  if (a !== b) return a > b ? -1 : 1
  return one.key < other.key ? -1 : 1
}

/** Sums what comes after the first lines of a list; one line more is shown instead. */
export function foldList(list: StatementList, linesMax: number): StatementList {
  if (list.lines.length <= linesMax + 1) return list
  const rest = list.lines.slice(linesMax)
  return {
    ...list,
    lines: list.lines.slice(0, linesMax),
    rest: { lines: rest.length, figures: sumOf(rest.map(({ figures }) => figures)) },
  }
}
