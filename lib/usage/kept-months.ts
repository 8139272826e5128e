import type { RecordAccess } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { addMonthsTo, firstDayOf, japanMonthOf, type JapanMonth } from '@/lib/time/japan-month'
import { japanDateOf, japanInstant, type JapanDate } from '@/lib/time/japan-time'
import { firstKeptMonth, keptUntil } from './retention'
import { usageKinds } from './search'

/** A month that has data, and the last day on which that is promised to be there. */
export interface KeptMonth {
  month: JapanMonth
  until: JapanDate
}

/** How long the data of a contract stays. */
export interface KeptMonths {
  /** The oldest month that has data and is promised still. */
  oldest?: KeptMonth
  /** Whether that month goes at the end of this one. */
  isLastMonth: boolean
  /**
   * Where there is data whose promise has ended: the last month that none is promised of any more. It and those before it
   * may be deleted at any time.
   */
  expired?: JapanMonth
}

/**
 * Says how long the data of the user's own contract stays (spec sections 5a and 8). Reads the first hours of the totals,
 * whatever the number of records.
 * @param retentionMonths USAGE_RETENTION_MONTHS.
 * @returns undefined where nothing is promised.
 */
export async function readKeptMonths(
  { contractNumber }: RecordAccess,
  retentionMonths: number | undefined,
  now: Date,
): Promise<KeptMonths | undefined> {
  if (retentionMonths === undefined) return undefined
  const firstKept = firstKeptMonth(japanDateOf(now), retentionMonths)
  const keptMonth = (month: JapanMonth | undefined) =>
    month === undefined ? undefined : { month, until: keptUntil(month, retentionMonths) }
  const first = await firstMonth(contractNumber)
  const isExpired = first !== undefined && first < firstKept
  const oldest = isExpired ? await firstMonth(contractNumber, japanInstant(firstDayOf(firstKept), 0)) : first
  return {
    oldest: keptMonth(oldest),
    isLastMonth: oldest === firstKept,
    expired: isExpired ? addMonthsTo(firstKept, -1) : undefined,
  }
}

/** The first month from `from` on that has a record of either kind. */
async function firstMonth(contractNumber: string, from = new Date(0)): Promise<JapanMonth | undefined> {
  const firsts = await Promise.all(
    usageKinds.map((kind) =>
      getPrisma().usageHour.findFirst({
        where: { contractNumber, kind, hourAt: { gte: from } },
        orderBy: { hourAt: 'asc' },
        select: { hourAt: true },
      }),
    ),
  )
  return firsts.flatMap((first) => (first ? [japanMonthOf(japanDateOf(first.hourAt))] : [])).sort()[0]
}
