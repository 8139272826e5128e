import type { RecordAccess } from '@/lib/auth/account-user'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { hasCodes, readCodeTotals, type CodeTotals } from './code-totals'
import { isCodedOnly } from './conditions'
import { hourConditions, isInHours } from './conditions-where'
import { countRecords } from './count-records'
import { periodInstants } from './period'
import { callWhere, destinationWhere, type UsageScope } from './record-where'
import type { UsageKind, UsageSelection } from './search'
import type { HourRecords } from './split-period'
import { sumTotals, type UsageTotals } from './totals'

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
  /** What the period is of, before it is narrowed. */
  codes: CodeTotals[]
  /** Those that have records, in order, of the kinds that were asked for and have too many. */
  hours: Partial<Record<UsageKind, HourRecords[]>>
}

/**
 * Counts and totals a period of the user's own contract, by call and by destination, as it is narrowed.
 *
 * A search works in whole hours, so this is a sum of the totals of at most 744 hours, as fast for a hundred million
 * records as for ten (docs/decisions/0003, 0069). What is narrowed by numbers or charge, and what an account sees that is
 * limited to departments, is counted in the records.
 * @param db a transaction at REPEATABLE READ, where the figures must be of the same moment as something else, or where
 *   hours are asked for.
 */
export async function countUsageByKind(
  { contractNumber, masksNumbers, callers }: RecordAccess,
  selection: UsageSelection,
  { hoursOf }: CountedBeside = {},
  db: Database = getPrisma(),
): Promise<CountedUsage> {
  const period = periodInstants(selection)
  const conditions = selection.filter?.conditions
  const access = { contractNumber, masksNumbers, callers }
  const scopeOf = (kind: UsageKind) => ({ ...access, kind, period, conditions })
  const codes = await readCodeTotals(db, { ...access, period })
  const hoursWanted = (totals: Record<UsageKind, UsageTotals>) =>
    hoursOf ? hoursOf.kinds.filter((kind) => totals[kind].records > hoursOf.recordsMax) : []
  const hours: CountedUsage['hours'] = {}
  if (isCodedOnly(conditions)) {
    const totalsOf = (kind: UsageKind) =>
      sumTotals(codes.filter((group) => group.kind === kind && hasCodes(group, conditions)))
    const totals = { call: totalsOf('call'), destination: totalsOf('destination') }
    for (const kind of hoursWanted(totals)) hours[kind] = await hoursIn(db, scopeOf(kind))
    return { totals, codes, hours }
  }
  const counted = {
    call: await countRecords(db, scopeOf('call')),
    destination: await countRecords(db, scopeOf('destination')),
  }
  const totals = { call: counted.call.totals, destination: counted.destination.totals }
  for (const kind of hoursWanted(totals)) hours[kind] = counted[kind].hours
  return { totals, codes, hours }
}

type PeriodScope = UsageScope & Required<Pick<UsageScope, 'period'>>

const hoursIn = async (db: Database, scope: PeriodScope): Promise<HourRecords[]> =>
  isInHours(scope) ? readHours(db, scope) : (await countRecords(db, scope)).hours

async function readHours(
  db: Database,
  { contractNumber, kind, period, conditions }: PeriodScope,
): Promise<HourRecords[]> {
  const hours = await db.usageHour.groupBy({
    by: ['hourAt'],
    where: {
      contractNumber,
      kind,
      hourAt: { gte: period.from, lt: period.until },
      ...hourConditions(conditions),
    },
    _sum: { records: true },
    orderBy: { hourAt: 'asc' },
  })
  return hours.map(({ hourAt, _sum }) => ({ hourAt: hourAt.getTime(), records: _sum.records! }))
}

/** Totals of one kind. @param db see `countUsageByKind`. */
export async function countUsage(
  user: RecordAccess,
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
