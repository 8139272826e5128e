import type { Database } from '@/lib/db/prisma'
import { firstDayOf, japanMonthOf, type JapanMonth } from '@/lib/time/japan-month'
import { databaseDay, dateOfDatabaseDay } from '@/lib/time/japan-time'
import type { UsageKind } from '@/lib/usage/search'
import { noFigures, type StatementFigures } from './figures'

/** When the operator closed a month (確定), and what the contract's came to then. */
export interface Closing {
  closedAt: Date
  /** The newest line of the import log that was there then: later ones are corrections after the closing. */
  importId: bigint
  figures: Record<UsageKind, StatementFigures>
}

/**
 * Reads which months are closed, with the contract's own figures.
 * @param month this one alone; all of them where it is absent.
 */
export async function readClosings(
  contractNumber: string,
  month: JapanMonth | undefined,
  db: Database,
): Promise<Map<JapanMonth, Closing>> {
  const closed = await db.closedMonth.findMany({
    where: month === undefined ? {} : { month: databaseDay(firstDayOf(month)) },
    include: { contracts: { where: { contractNumber } } },
  })
  return new Map(
    closed.map(({ month, closedAt, importId, contracts }) => {
      const figuresOf = (kind: UsageKind): StatementFigures => {
        const totals = contracts.find((ofKind) => ofKind.kind === kind)
        if (!totals) return noFigures
        const { records, destinations, sentPages, billedPages, charge } = totals
        return { records: Number(records), destinations, sentPages, billedPages, charge }
      }
      const figures = { call: figuresOf('call'), destination: figuresOf('destination') }
      return [japanMonthOf(dateOfDatabaseDay(month)), { closedAt, importId, figures }]
    }),
  )
}
