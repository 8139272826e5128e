import { Prisma } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/prisma'
import { rateColumns, recordConditionsSql } from './conditions-where'
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

type PeriodScope = UsageScope & Required<Pick<UsageScope, 'period'>>

/**
 * Counts and totals the records of a period in the records themselves, hour by hour: for what the hourly totals do not
 * know, as the callers that an account sees. One statement gives totals and hours of one moment.
 */
export async function countRecords(db: Database, scope: PeriodScope): Promise<Counted> {
  const hour = `date_bin('1 hour', called_at, '2000-01-01 00:00+09')`
  const rows = await sumBy<{ hourAt: Date }>(db, scope, { hourAt: hour })
  const hours = rows.map((row) => ({ ...row, hourAt: row.hourAt.getTime() }))
  return { totals: sumTotals(hours), hours }
}

/** The codes of records, as the hourly totals have them. */
export interface RecordCodes {
  communicationType: string
  area: string
  /** 割引種別 of calls, 通話種別 of destinations; empty where they have none. */
  rateType: string
}

const codeColumns = (kind: UsageKind) => ({
  communicationType: 'communication_type',
  area: 'area',
  rateType: `coalesce(${rateColumns[kind]}, '')`,
})

/** The same by codes. */
export const countByCodes = (db: Database, scope: PeriodScope): Promise<(RecordCodes & UsageTotals)[]> =>
  sumBy<RecordCodes>(db, scope, codeColumns(scope.kind))

/** A day, and the codes that a picture of days is split by. */
interface DayCodes extends Omit<RecordCodes, 'area'> {
  usageDate: Date
}

/** The same by day (Japan time), 通信種別 and 割引種別 or 通話種別. */
export function countByDay(db: Database, scope: PeriodScope): Promise<(DayCodes & UsageTotals)[]> {
  const { communicationType, rateType } = codeColumns(scope.kind)
  const usageDate = `(called_at AT TIME ZONE 'Asia/Tokyo')::date`
  return sumBy<DayCodes>(db, scope, { usageDate, communicationType, rateType })
}

/**
 * Sums records of a period by some expressions, in their order.
 *
 * SQL, since Prisma has no word for the hour or the day of a time.
 */
async function sumBy<Group extends object>(
  db: Database,
  { contractNumber, callers, kind, period, conditions }: PeriodScope,
  expressions: Record<keyof Group & string, string>,
): Promise<(Group & UsageTotals)[]> {
  const names = Object.keys(expressions) as (keyof Group & string)[]
  const columns = names.map((name) => `${expressions[name]} AS "${name}"`)
  const places = names.map((_, index) => index + 1).join(', ')
  const rows = await db.$queryRaw<(Group & Record<keyof UsageTotals, bigint | Prisma.Decimal>)[]>`
    SELECT ${Prisma.raw(columns.join(', '))}, ${Prisma.raw(recordMeasures[kind])}
    FROM ${Prisma.raw(`usage_${kind}`)}
    WHERE ${Prisma.join(
      [
        Prisma.sql`contract_number = ${contractNumber}`,
        Prisma.sql`called_at >= ${period.from}`,
        Prisma.sql`called_at < ${period.until}`,
        ...recordConditionsSql(kind, { callers, conditions }),
      ],
      ' AND ',
    )}
    GROUP BY ${Prisma.raw(places)} ORDER BY ${Prisma.raw(places)}`
  return rows.map(({ records, destinations, acceptedPages, sentPages, billedPages, charge, ...group }) => ({
    ...(group as unknown as Group),
    records: Number(records),
    destinations: whole(destinations),
    acceptedPages: whole(acceptedPages),
    sentPages: whole(sentPages),
    billedPages: whole(billedPages),
    charge: whole(charge),
  }))
}

/** A sum of the database, which gives one of large numbers as a decimal. */
const whole = (sum: bigint | Prisma.Decimal): bigint => BigInt(sum.toString())
