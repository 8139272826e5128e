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

type TotalsRow = { kind: UsageKind } & Record<keyof UsageTotals, string>
type SpanRow = TotalsRow & { first: Date | null; last: Date }

const noTotals: UsageTotals = {
  ...{ records: 0, destinations: 0n, acceptedPages: 0n },
  ...{ sentPages: 0n, billedPages: 0n, charge: 0n },
}

/** Figures of a period of a contract, and whatever else is read with them. */
const countQuery = (others: string) =>
  `SELECT kind, sum(records) AS records, sum(destinations) AS destinations,
          sum(accepted_pages) AS "acceptedPages", sum(sent_pages) AS "sentPages",
          sum(billed_pages) AS "billedPages", sum(charge) AS charge${others}
   FROM usage_hour WHERE contract_number = $1 AND kind IN ('call', 'destination') AND hour_at >= $2 AND hour_at < $3
   GROUP BY kind`

const endOf = (end: 'min' | 'max', kind: UsageKind) =>
  `CASE kind WHEN '${kind}' THEN (
     SELECT ${end}(called_at) FROM usage_${kind} WHERE contract_number = $1 AND called_at >= $2 AND called_at < $3
   ) END`

function countStatement(user: Owner, period: UsagePeriod, spanOf?: UsageKind) {
  const { from, until } = periodInstants(period)
  return {
    name: `count-usage-${spanOf ?? 'alone'}`,
    text: countQuery(spanOf ? `, ${endOf('min', spanOf)} AS first, ${endOf('max', spanOf)} AS last` : ''),
    values: [user.contractNumber, from, until],
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
  db: Queryable = getPool(),
): Promise<Record<UsageKind, UsageTotals>> {
  const { rows } = await db.query<TotalsRow>(countStatement(user, period))
  return totalsOf(rows)
}

/** The same figures, and the first and last 発信日時 of one kind: absent where it has no records. */
export async function countUsageWithSpan(
  user: Owner,
  period: UsagePeriod,
  kind: UsageKind,
): Promise<{ totals: Record<UsageKind, UsageTotals>; span?: UsageSpan }> {
  const { rows } = await getPool().query<SpanRow>(countStatement(user, period, kind))
  const ends = rows.find((row) => row.kind === kind)
  return { totals: totalsOf(rows), span: ends?.first ? { first: ends.first, last: ends.last } : undefined }
}

function totalsOf(rows: TotalsRow[]): Record<UsageKind, UsageTotals> {
  const totals = { call: noTotals, destination: noTotals }
  for (const row of rows)
    totals[row.kind] = {
      records: Number(row.records),
      destinations: BigInt(row.destinations),
      acceptedPages: BigInt(row.acceptedPages),
      sentPages: BigInt(row.sentPages),
      billedPages: BigInt(row.billedPages),
      charge: BigInt(row.charge),
    }
  return totals
}

/** Counts and totals a period of the user's own contract, by what a row is. */
export async function countUsage(
  user: Owner,
  period: UsagePeriod,
  kind: UsageKind,
  db: Queryable = getPool(),
): Promise<UsageTotals> {
  return (await countUsageByKind(user, period, db))[kind]
}

/** The hours of a period of the user's own contract that have records, in order. */
export async function countHours(user: Owner, period: UsagePeriod, kind: UsageKind): Promise<HourRecords[]> {
  const { from, until } = periodInstants(period)
  // One text for all: up to 744 rows take a driver longer to read than the database to make.
  const { rows } = await getPool().query<{ hours: [epochSeconds: number, records: number][] }>({
    name: 'count-hours',
    text: `SELECT coalesce(json_agg(json_build_array(extract(epoch FROM hour_at)::bigint, records) ORDER BY hour_at), '[]') AS hours
           FROM (
             SELECT hour_at, sum(records) AS records FROM usage_hour
             WHERE contract_number = $1 AND kind = $2 AND hour_at >= $3 AND hour_at < $4
             GROUP BY hour_at
           ) AS counted`,
    values: [user.contractNumber, kind, from, until],
  })
  return rows[0]!.hours.map(([epochSeconds, records]) => ({
    hourAt: new Date(epochSeconds * 1_000),
    records,
  }))
}
