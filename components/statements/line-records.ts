import { paths } from '@/lib/paths'
import type { StatementLine, StatementListName } from '@/lib/statements/statement-lists'
import { firstDayOf, lastDayOf, type JapanMonth } from '@/lib/time/japan-month'
import type { JapanDate } from '@/lib/time/japan-time'
import { wholeDaysParameters, type UsageKind } from '@/lib/usage/search'

/**
 * The way from the line of a day to its records.
 * @param latest the last day that can be searched.
 * @returns undefined where there is none: of other lines, and of a day without records.
 */
export function dayRecordsAddress(
  list: StatementListName,
  { key, figures }: StatementLine,
  by: UsageKind,
  latest: JapanDate,
): string | undefined {
  if (list !== 'day' || figures.records === 0 || key > latest) return undefined
  return paths.usage(wholeDaysParameters(key, key, by))
}

/** The search for all records of a month, up to the last day that can be searched, as parameters of its address. */
export function monthSearch(
  month: JapanMonth,
  by: UsageKind,
  latest: JapanDate,
): Record<string, string> | undefined {
  const first = firstDayOf(month)
  const last = lastDayOf(month)
  return first > latest ? undefined : wholeDaysParameters(first, last < latest ? last : latest, by)
}

/** A condition of 絞り込み, as a button of its form sends it. */
interface LineCondition {
  name: string
  value: string
}

const conditionOf: Partial<Record<StatementListName, string>> = {
  communicationType: 'communicationTypes',
  rateType: 'rateTypes',
  area: 'areas',
  caller: 'callerStart',
}

/** Numbers that the form of 絞り込み takes as they are. */
const plainNumber = /^[0-9A-Za-z@._+*#]{1,40}$/

/**
 * What a search of the month is narrowed by to have the records of a line alone.
 * @returns undefined where there is no such condition: of 部署, of a 発信番号 with which others begin, and of a
 *   masked one.
 */
export function lineCondition(
  list: StatementListName,
  { key, beginsOthers, isMasked }: StatementLine,
): LineCondition | undefined {
  const name = conditionOf[list]
  if (name === undefined) return undefined
  if (list === 'caller' && (beginsOthers || isMasked || !plainNumber.test(key))) return undefined
  return { name, value: key }
}
