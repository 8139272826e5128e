import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import type { Queryable } from '@/lib/db/transaction'
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

/** What is counted beside the totals, for those who need it: each costs the database some time. */
interface CountedBeside {
  /** The first and last 発信日時 of this kind. */
  spanOf?: UsageKind
  /** The hours of these kinds, where they have more records than `recordsMax`. */
  hoursOf?: { kinds: readonly UsageKind[]; recordsMax: number }
}

export interface CountedUsage {
  totals: Record<UsageKind, UsageTotals>
  /** Absent where there are no records, or it was not asked for. */
  span?: UsageSpan
  /** Those that have records, in order, of the kinds that they are told of. */
  hours: Partial<Record<UsageKind, HourRecords[]>>
}

interface CountRow extends Record<keyof UsageTotals, string> {
  kind: UsageKind
  first?: Date | null
  last?: Date | null
  hours?: [epochSeconds: number[], records: number[]] | null
}

const noTotals: UsageTotals = {
  ...{ records: 0, destinations: 0n, acceptedPages: 0n },
  ...{ sentPages: 0n, billedPages: 0n, charge: 0n },
}

const endOf = (end: 'min' | 'max', kind: UsageKind) =>
  `CASE kind WHEN '${kind}' THEN (
     SELECT ${end}(called_at) FROM usage_${kind} WHERE contract_number = $1 AND called_at >= $2 AND called_at < $3
   ) END`

// Two lists in one value: up to 744 rows take a driver longer to read than the database to make.
const hoursColumn = `CASE WHEN kind = ANY ($4) AND sum(records) > $5 THEN (
  SELECT array_to_json(ARRAY[array_agg(date_part('epoch', hour_at)::bigint), array_agg(records)])
  FROM (
    SELECT hour_at, sum(records) AS records FROM usage_hour AS hours
    WHERE contract_number = $1 AND hours.kind = counted.kind AND hour_at >= $2 AND hour_at < $3
    GROUP BY hour_at ORDER BY hour_at
  ) AS hours
) END AS hours`

function countStatement(user: Owner, period: UsagePeriod, { spanOf, hoursOf }: CountedBeside) {
  const { from, until } = periodInstants(period)
  const beside = [
    ...(spanOf ? [`${endOf('min', spanOf)} AS first`, `${endOf('max', spanOf)} AS last`] : []),
    ...(hoursOf ? [hoursColumn] : []),
  ]
  return {
    name: ['count-usage', ...(spanOf ? [spanOf] : []), ...(hoursOf ? ['hours'] : [])].join('-'),
    text: `SELECT kind, sum(records) AS records, sum(destinations) AS destinations,
                  sum(accepted_pages) AS "acceptedPages", sum(sent_pages) AS "sentPages",
                  sum(billed_pages) AS "billedPages", sum(charge) AS charge${beside.map((column) => `, ${column}`).join('')}
           FROM usage_hour AS counted
           WHERE contract_number = $1 AND kind IN ('call', 'destination') AND hour_at >= $2 AND hour_at < $3
           GROUP BY kind`,
    values: [user.contractNumber, from, until, ...(hoursOf ? [hoursOf.kinds, hoursOf.recordsMax] : [])],
  }
}

/**
 * Counts and totals a period of the user's own contract, by call and by destination.
 *
 * A search works in whole hours, so this is a sum of at most 744 hours' rows of each kind, as fast for a hundred
 * million records as for ten (docs/decisions/0003).
 * @param db a transaction, where the figures must be of the same moment as something else.
 */
export async function countUsageByKind(
  user: Owner,
  period: UsagePeriod,
  beside: CountedBeside = {},
  db: Queryable = getPool(),
): Promise<CountedUsage> {
  const { rows } = await db.query<CountRow>(countStatement(user, period, beside))
  const counted: CountedUsage = { totals: { call: noTotals, destination: noTotals }, hours: {} }
  for (const row of rows) {
    counted.totals[row.kind] = totalsOf(row)
    if (row.first && row.last) counted.span = { first: row.first, last: row.last }
    if (row.hours) {
      const [epochSeconds, records] = row.hours
      counted.hours[row.kind] = epochSeconds.map((seconds, hour) => ({
        hourAt: seconds * 1_000,
        records: records[hour]!,
      }))
    }
  }
  return counted
}

const totalsOf = (row: CountRow): UsageTotals => ({
  records: Number(row.records),
  destinations: BigInt(row.destinations),
  acceptedPages: BigInt(row.acceptedPages),
  sentPages: BigInt(row.sentPages),
  billedPages: BigInt(row.billedPages),
  charge: BigInt(row.charge),
})

/** Totals of one kind. @param db see `countUsageByKind`. */
export async function countUsage(
  user: Owner,
  period: UsagePeriod,
  kind: UsageKind,
  db: Queryable = getPool(),
): Promise<UsageTotals> {
  return (await countUsageByKind(user, period, {}, db)).totals[kind]
}
