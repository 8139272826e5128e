import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { isCodedOnly } from './conditions'
import { hourConditions } from './conditions-where'
import { countRecords } from './count-records'
import { periodInstants } from './period'
import { callWhere, destinationWhere, type UsageScope } from './record-where'
import type { UsageKind, UsageSelection } from './search'
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
 * Counts and totals a period of the user's own contract, by call and by destination, as it is narrowed.
 *
 * A search works in whole hours, so this is a sum of the totals of at most 744 hours, as fast for a hundred million
 * records as for ten (docs/decisions/0003, 0069). What is narrowed by numbers or charge is counted in the records.
 * @param db a transaction at REPEATABLE READ, where the figures must be of the same moment as something else, or where
 *   hours are asked for.
 */
export async function countUsageByKind(
  { contractNumber }: Owner,
  selection: UsageSelection,
  { hoursOf }: CountedBeside = {},
  db: Database = getPrisma(),
): Promise<CountedUsage> {
  const period = periodInstants(selection)
  const conditions = selection.filter?.conditions
  const scopeOf = (kind: UsageKind) => ({ contractNumber, kind, period, conditions })
  if (isCodedOnly(conditions)) {
    const totals = await sumHours(db, { contractNumber, period, conditions })
    const counted: CountedUsage = { totals, hours: {} }
    for (const kind of hoursOf?.kinds ?? [])
      if (totals[kind].records > hoursOf!.recordsMax) counted.hours[kind] = await readHours(db, scopeOf(kind))
    return counted
  }
  const call = await countRecords(db, scopeOf('call'))
  const destination = await countRecords(db, scopeOf('destination'))
  const counted: CountedUsage = { totals: { call: call.totals, destination: destination.totals }, hours: {} }
  for (const [kind, { totals, hours }] of [
    ['call', call],
    ['destination', destination],
  ] as const)
    if (hoursOf?.kinds.includes(kind) && totals.records > hoursOf.recordsMax) counted.hours[kind] = hours
  return counted
}

type HourScope = Pick<UsageScope, 'contractNumber' | 'conditions'> & Required<Pick<UsageScope, 'period'>>

const hoursWhere = ({ contractNumber, period, conditions }: HourScope) => ({
  contractNumber,
  hourAt: { gte: period.from, lt: period.until },
  ...hourConditions(conditions),
})

async function sumHours(db: Database, scope: HourScope): Promise<Record<UsageKind, UsageTotals>> {
  const sums = await db.usageHour.groupBy({
    by: ['kind'],
    where: hoursWhere(scope),
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
  return { call: totalsOf('call'), destination: totalsOf('destination') }
}

async function readHours(
  db: Database,
  { kind, ...scope }: HourScope & { kind: UsageKind },
): Promise<HourRecords[]> {
  const hours = await db.usageHour.groupBy({
    by: ['hourAt'],
    where: { ...hoursWhere(scope), kind },
    _sum: { records: true },
    orderBy: { hourAt: 'asc' },
  })
  return hours.map(({ hourAt, _sum }) => ({ hourAt: hourAt.getTime(), records: _sum.records! }))
}

/** Totals of one kind. @param db see `countUsageByKind`. */
export async function countUsage(
  user: Owner,
  selection: UsageSelection,
  kind: UsageKind,
  db: Database = getPrisma(),
): Promise<UsageTotals> {
  return (await countUsageByKind(user, selection, {}, db)).totals[kind]
}

/**
 * Reads the first and the last 発信日時 of a scope, each by one look into an index where nothing narrows it.
 * @returns undefined where there are no records.
 */
export async function readSpan(db: Database, scope: UsageScope): Promise<UsageSpan | undefined> {
  const select = { calledAt: true }
  const recordAt = (order: 'asc' | 'desc') =>
    scope.kind === 'call'
      ? db.usageCall.findFirst({ where: callWhere(scope, undefined), orderBy: { calledAt: order }, select })
      : db.usageDestination.findFirst({
          where: destinationWhere(scope, undefined),
          orderBy: { calledAt: order },
          select,
        })
  const first = await recordAt('asc')
  const last = await recordAt('desc')
  return first && last ? { first: first.calledAt, last: last.calledAt } : undefined
}
