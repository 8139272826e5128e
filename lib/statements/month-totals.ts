import type { Database } from '@/lib/db/prisma'
import { monthInstants, type JapanMonth } from '@/lib/time/japan-month'
import { japanDateOf, type JapanDate } from '@/lib/time/japan-time'
import type { UsageKind } from '@/lib/usage/search'
import { figuresOf, figureSums, noFigures, type StatementFigures } from './figures'

/** Whose month it is, and what a record of it is. */
export interface MonthScope {
  contractNumber: string
  kind: UsageKind
  month: JapanMonth
}

/** The totals of a month, as the import keeps them, each of a group of its records. */
export interface MonthTotals {
  /** Of one hour. */
  hours: { date: JapanDate; figures: StatementFigures }[]
  /** Of one combination of codes. */
  codes: CodeTotals[]
}

export interface CodeTotals {
  communicationType: string
  area: string
  rateType: string
  figures: StatementFigures
}

/**
 * Reads the hourly totals of a month. A record belongs to the month of its own 発信日時, whatever day its call was of. What is
 * read grows with the hours and codes of the month and not with its records.
 * @param db a transaction at REPEATABLE READ: the groups are of one moment then, and add up to the same.
 */
export async function readMonthTotals(
  { contractNumber, kind, month }: MonthScope,
  db: Database,
): Promise<MonthTotals> {
  const { from, until } = monthInstants(month)
  const ofHours = { contractNumber, kind, hourAt: { gte: from, lt: until } }
  const hours = await db.usageHour.groupBy({ by: ['hourAt'], where: ofHours, _sum: figureSums })
  return {
    hours: hours.map(({ hourAt, _sum }) => ({ date: japanDateOf(hourAt), figures: figuresOf(_sum) })),
    codes: await readCodeTotals({ contractNumber, kind, month }, db),
  }
}

/** Reads the totals of a month by its codes alone. @param db see `readMonthTotals`. */
export async function readCodeTotals(
  { contractNumber, kind, month }: MonthScope,
  db: Database,
): Promise<CodeTotals[]> {
  const { from, until } = monthInstants(month)
  const codes = await db.usageHour.groupBy({
    by: ['communicationType', 'area', 'rateType'],
    where: { contractNumber, kind, hourAt: { gte: from, lt: until } },
    _sum: figureSums,
  })
  return codes.map(({ _sum, ...codes }) => ({ ...codes, figures: figuresOf(_sum) }))
}

/** What a month comes to, by call and by destination. @param db see `readMonthTotals`. */
export async function sumMonth(
  { contractNumber, month }: Omit<MonthScope, 'kind'>,
  db: Database,
): Promise<Record<UsageKind, StatementFigures>> {
  const { from, until } = monthInstants(month)
  const kinds = await db.usageHour.groupBy({
    by: ['kind'],
    where: { contractNumber, hourAt: { gte: from, lt: until } },
    _sum: figureSums,
  })
  const ofKind = (wanted: UsageKind) => {
    const found = kinds.find(({ kind }) => kind === wanted)
    return found ? figuresOf(found._sum) : noFigures
  }
  return { call: ofKind('call'), destination: ofKind('destination') }
}
