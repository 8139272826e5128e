import type { RecordAccess } from '@/lib/auth/account-user'
import type { Database } from '@/lib/db/prisma'
import { monthInstants, type JapanMonth } from '@/lib/time/japan-month'
import { japanDateOf, type JapanDate } from '@/lib/time/japan-time'
import type { UsageKind } from '@/lib/usage/search'
import { figuresOf, figureSums, noFigures, type StatementFigures } from './figures'

/** Whose month it is, and what a record of it is. Its totals are a contract's, for who sees all of it. */
export interface MonthScope extends RecordAccess {
  callers: 'all'
  kind: UsageKind
  month: JapanMonth
}

/** What one hour of a month comes to. */
export interface HourFigures {
  /** The day that the hour is of. */
  date: JapanDate
  figures: StatementFigures
}

/**
 * Reads what each hour of a month comes to. A record belongs to the month of its own 発信日時, whatever day its call was of.
 * What is read grows with the hours of the month and not with its records.
 * @param db a transaction at REPEATABLE READ: all that is read of a month is of one moment then, and adds up to the same.
 */
export async function readMonthHours(
  { contractNumber, kind, month }: MonthScope,
  db: Database,
): Promise<HourFigures[]> {
  const { from, until } = monthInstants(month)
  const hours = await db.usageHour.groupBy({
    by: ['hourAt'],
    where: { contractNumber, kind, hourAt: { gte: from, lt: until } },
    _sum: figureSums,
  })
  return hours.map(({ hourAt, _sum }) => ({ date: japanDateOf(hourAt), figures: figuresOf(_sum) }))
}

/** What a month comes to, by call and by destination. @param db see `readMonthHours`. */
export async function sumMonth(
  { contractNumber, month }: Pick<MonthScope, 'contractNumber' | 'month'>,
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
