import { Prisma } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/prisma'
import { recordConditionsSql } from './conditions-where'
import type { UsageScope } from './record-where'
import type { UsageKind } from './search'
import type { HourRecords } from './split-period'
import { sumTotals, type UsageTotals } from './totals'

/** What the measures of a record are, by kind, as SQL. */
export const recordMeasures: Record<UsageKind, string> = {
  call: `count(*) AS records, coalesce(sum(destination_count), 0) AS destinations,
         coalesce(sum(accepted_pages), 0) AS "acceptedPages", coalesce(sum(sent_pages), 0) AS "sentPages",
         coalesce(sum(billed_pages), 0) AS "billedPages", coalesce(sum(charge), 0) AS charge`,
  destination: `count(*) AS records, count(*) AS destinations, 0 AS "acceptedPages",
                coalesce(sum(sent_pages), 0) AS "sentPages", coalesce(sum(billed_pages), 0) AS "billedPages",
                coalesce(sum(charge), 0) AS charge`,
}

interface Counted {
  totals: UsageTotals
  /** Those that have records, in order. */
  hours: HourRecords[]
}

type HourRow = { hourAt: Date } & Record<keyof UsageTotals, bigint | Prisma.Decimal>

/**
 * Counts and totals the records of a period in the records themselves, hour by hour: for what the hourly totals do not
 * know.
 *
 * SQL, since Prisma has no word for the hour of a time; one statement gives totals and hours of one moment.
 */
export async function countRecords(
  db: Database,
  { contractNumber, kind, period, conditions }: UsageScope & Required<Pick<UsageScope, 'period'>>,
): Promise<Counted> {
  const rows = await db.$queryRaw<HourRow[]>`
    SELECT date_bin('1 hour', called_at, '2000-01-01 00:00+09') AS "hourAt", ${Prisma.raw(recordMeasures[kind])}
    FROM ${Prisma.raw(`usage_${kind}`)}
    WHERE ${Prisma.join(
      [
        Prisma.sql`contract_number = ${contractNumber}`,
        Prisma.sql`called_at >= ${period.from}`,
        Prisma.sql`called_at < ${period.until}`,
        ...recordConditionsSql(kind, conditions),
      ],
      ' AND ',
    )}
    GROUP BY 1 ORDER BY 1`
  const hours = rows.map(({ hourAt, records, ...measures }) => ({
    hourAt: hourAt.getTime(),
    records: Number(records),
    destinations: whole(measures.destinations),
    acceptedPages: whole(measures.acceptedPages),
    sentPages: whole(measures.sentPages),
    billedPages: whole(measures.billedPages),
    charge: whole(measures.charge),
  }))
  return { totals: sumTotals(hours), hours }
}

/** A sum of the database, which gives one of large numbers as a decimal. */
const whole = (sum: bigint | Prisma.Decimal): bigint => BigInt(sum.toString())
