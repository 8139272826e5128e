import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { periodInstants, type UsagePeriod } from './period'
import type { UsageKind } from './search'
import type { HourRecords } from './split-period'

type Owner = Pick<SignedInUser, 'contractNumber'>

/** Exact figures of a search, whether or not its records are shown. */
export interface UsageTotals {
  records: number
  destinations: bigint
  /** Of searches by call: a destination has none of its own. */
  acceptedPages: bigint
  sentPages: bigint
  billedPages: bigint
  /** yen */
  charge: bigint
}

/** The first and the last 発信日時 of a result: with count and totals, what ties a list to a bill. */
export interface UsageSpan {
  first: Date
  last: Date
}

/** What is counted beside the totals. */
interface CountedBeside {
  /** The hours of these kinds, where they have more records than `recordsMax`. */
  hoursOf?: { kinds: readonly UsageKind[]; recordsMax: number }
}

export interface CountedUsage {
  totals: Record<UsageKind, UsageTotals>
  /** Those that have records, in order, of the kinds that were asked for and have too many. */
  hours: Partial<Record<UsageKind, HourRecords[]>>
}

/**
 * Counts and totals a period of the user's own contract, by call and by destination.
 *
 * A search works in whole hours, so this is a sum of at most 744 hours' rows of each kind, as fast for a hundred
 * million records as for ten (docs/decisions/0003).
 * @param db a transaction at REPEATABLE READ, where the figures must be of the same moment as something else, or where
 *   hours are asked for.
 */
export async function countUsageByKind(
  { contractNumber }: Owner,
  period: UsagePeriod,
  { hoursOf }: CountedBeside = {},
  db: Database = getPrisma(),
): Promise<CountedUsage> {
  const { from, until } = periodInstants(period)
  const where = { contractNumber, hourAt: { gte: from, lt: until } }
  const sums = await db.usageHour.groupBy({
    by: ['kind'],
    where,
    _sum: {
      records: true,
      destinations: true,
      acceptedPages: true,
      sentPages: true,
      billedPages: true,
      charge: true,
    },
  })
  const totalsOf = (kind: UsageKind): UsageTotals => {
    const sum = sums.find((group) => group.kind === kind)?._sum
    return {
      records: sum?.records ?? 0,
      destinations: sum?.destinations ?? 0n,
      acceptedPages: sum?.acceptedPages ?? 0n,
      sentPages: sum?.sentPages ?? 0n,
      billedPages: sum?.billedPages ?? 0n,
      charge: sum?.charge ?? 0n,
    }
  }
  const counted: CountedUsage = {
    totals: { call: totalsOf('call'), destination: totalsOf('destination') },
    hours: {},
  }
  for (const kind of hoursOf?.kinds ?? []) {
    if (counted.totals[kind].records <= hoursOf!.recordsMax) continue
    const hours = await db.usageHour.groupBy({
      by: ['hourAt'],
      where: { ...where, kind },
      _sum: { records: true },
      orderBy: { hourAt: 'asc' },
    })
    counted.hours[kind] = hours.map(({ hourAt, _sum }) => ({
      hourAt: hourAt.getTime(),
      records: _sum.records!,
    }))
  }
  return counted
}

/** Totals of one kind. @param db see `countUsageByKind`. */
export async function countUsage(
  user: Owner,
  period: UsagePeriod,
  kind: UsageKind,
  db: Database = getPrisma(),
): Promise<UsageTotals> {
  return (await countUsageByKind(user, period, {}, db)).totals[kind]
}

/**
 * Reads the first and the last 発信日時 of a period of the user's own contract, each by one look into an index.
 * @returns undefined where there are no records.
 */
export async function readSpan(
  { contractNumber }: Owner,
  period: UsagePeriod,
  kind: UsageKind,
  db: Database,
): Promise<UsageSpan | undefined> {
  const { from, until } = periodInstants(period)
  const where = { contractNumber, calledAt: { gte: from, lt: until } }
  const select = { calledAt: true }
  const recordAt = (order: 'asc' | 'desc') =>
    kind === 'call'
      ? db.usageCall.findFirst({ where, orderBy: { calledAt: order }, select })
      : db.usageDestination.findFirst({ where, orderBy: { calledAt: order }, select })
  const first = await recordAt('asc')
  const last = await recordAt('desc')
  return first && last ? { first: first.calledAt, last: last.calledAt } : undefined
}
