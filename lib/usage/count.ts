import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { Prisma } from '@/lib/db/generated/client'
import { getPool } from '@/lib/db/pool'
import { prepared } from '@/lib/db/statement'
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

/** A row of `countSql`; its span out of JSON. */
export interface CountRow extends Record<keyof UsageTotals, string> {
  kind: UsageKind
  first?: string | null
  last?: string | null
  hours?: [epochSeconds: number[], records: number[]] | null
}

const noTotals: UsageTotals = {
  ...{ records: 0, destinations: 0n, acceptedPages: 0n },
  ...{ sentPages: 0n, billedPages: 0n, charge: 0n },
}

// Sums are texts: JSON has no whole numbers of any size.
const sums = Prisma.raw(
  [
    ...['sum(records)::text AS records', 'sum(destinations)::text AS destinations'],
    ...['sum(accepted_pages)::text AS "acceptedPages"', 'sum(sent_pages)::text AS "sentPages"'],
    ...['sum(billed_pages)::text AS "billedPages"', 'sum(charge)::text AS charge'],
  ].join(', '),
)

/**
 * The statement that counts and totals a period, a row for each kind that has records; `countedUsage` reads them.
 *
 * A search works in whole hours, so this is a sum of at most 744 hours' rows of each kind, as fast for a hundred
 * million records as for ten (docs/decisions/0003).
 */
export function countSql(
  { contractNumber }: Owner,
  period: UsagePeriod,
  { spanOf, hoursOf }: CountedBeside = {},
): Prisma.Sql {
  const { from, until } = periodInstants(period)
  const endOf = (
    end: 'min' | 'max',
    kind: UsageKind,
  ) => Prisma.sql`CASE kind WHEN ${Prisma.raw(`'${kind}'`)} THEN (
    SELECT ${Prisma.raw(end)}(called_at) FROM ${Prisma.raw(`usage_${kind}`)}
    WHERE contract_number = ${contractNumber} AND called_at >= ${from} AND called_at < ${until}
  ) END`
  // Two lists in one value: up to 744 rows take a driver longer to read than the database to make.
  const hours = ({ kinds, recordsMax }: NonNullable<CountedBeside['hoursOf']>) => Prisma.sql`
    CASE WHEN kind = ANY (${kinds}::text[]) AND sum(records) > ${recordsMax}::int THEN (
      SELECT array_to_json(ARRAY[array_agg(date_part('epoch', hour_at)::bigint), array_agg(records)])
      FROM (
        SELECT hour_at, sum(records) AS records FROM usage_hour AS hours
        WHERE contract_number = ${contractNumber} AND hours.kind = counted.kind
          AND hour_at >= ${from} AND hour_at < ${until}
        GROUP BY hour_at ORDER BY hour_at
      ) AS hours
    ) END`
  const columns = [
    ...[Prisma.raw('kind'), sums],
    ...(spanOf ? [Prisma.sql`${endOf('min', spanOf)} AS first, ${endOf('max', spanOf)} AS last`] : []),
    ...(hoursOf ? [Prisma.sql`${hours(hoursOf)} AS hours`] : []),
  ]
  return Prisma.sql`
    SELECT ${Prisma.join(columns)} FROM usage_hour AS counted
    WHERE contract_number = ${contractNumber} AND kind IN ('call', 'destination')
      AND hour_at >= ${from} AND hour_at < ${until}
    GROUP BY kind`
}

/** What rows of `countSql` tell. */
export function countedUsage(rows: readonly CountRow[]): CountedUsage {
  const counted: CountedUsage = { totals: { call: noTotals, destination: noTotals }, hours: {} }
  for (const row of rows) {
    counted.totals[row.kind] = totalsOf(row)
    if (row.first && row.last) counted.span = { first: new Date(row.first), last: new Date(row.last) }
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

/**
 * Counts and totals a period of the user's own contract, by call and by destination.
 * @param db a transaction, where the figures must be of the same moment as something else.
 */
export async function countUsageByKind(
  user: Owner,
  period: UsagePeriod,
  beside: Pick<CountedBeside, 'hoursOf'> = {},
  db: Queryable = getPool(),
): Promise<CountedUsage> {
  const { rows } = await db.query<CountRow>(prepared(countSql(user, period, beside)))
  return countedUsage(rows)
}

/** Totals of one kind. @param db see `countUsageByKind`. */
export async function countUsage(
  user: Owner,
  period: UsagePeriod,
  kind: UsageKind,
  db: Queryable = getPool(),
): Promise<UsageTotals> {
  return (await countUsageByKind(user, period, {}, db)).totals[kind]
}
