import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { hoursOfDay } from './total-hours'

/** Something that does not agree about a contract's day. */
export interface Difference {
  date: JapanDate
  contractNumber: string
  kind: 'call' | 'destination'
  /** What is held against the stored records. */
  against: 'hours' | 'log'
  measure: Measure
  /** As the stored records have it; numbers as text. */
  stored: string
  /** As the hourly totals or the import log have it. */
  told: string
  /** Hours that differ, where hours are compared; one may be wrong though the sums agree. */
  hours?: number
}

export type Measure = (typeof measures)[number]
const measures = [
  'records',
  'destinations',
  'accepted_pages',
  'sent_pages',
  'billed_pages',
  'charge',
] as const

const hourDifferences = `
  WITH stored AS (${hoursOfDay}), kept AS (SELECT * FROM usage_hour WHERE usage_date = $1::date),
  compared AS (
    SELECT coalesce(stored.contract_number, kept.contract_number) AS contract_number,
           coalesce(stored.kind, kept.kind) AS kind, measure, coalesce(of_rows, 0) AS of_rows, coalesce(of_hours, 0) AS of_hours,
           stored.hour_at IS NULL OR kept.hour_at IS NULL AS is_missing
    FROM stored FULL JOIN kept
      ON stored.contract_number = kept.contract_number COLLATE "C" AND stored.kind = kept.kind AND stored.hour_at = kept.hour_at
    CROSS JOIN LATERAL (VALUES ${measures
      .map((measure) => `('${measure}', stored.${measure}::numeric, kept.${measure}::numeric)`)
      .join(', ')}) AS each (measure, of_rows, of_hours)
  )
  SELECT contract_number AS "contractNumber", kind, measure, sum(of_rows)::text AS stored, sum(of_hours)::text AS told,
         count(*) FILTER (WHERE of_rows <> of_hours OR is_missing)::int AS hours
  FROM compared
  GROUP BY 1, 2, 3
  HAVING bool_or(of_rows <> of_hours)
  ORDER BY 1, 2, 3`

const logDifferences = `
  WITH stored AS (
    SELECT contract_number, kind, sum(records)::numeric AS records, sum(charge)::numeric AS charge
    FROM (${hoursOfDay}) AS hours GROUP BY 1, 2
  ), standing AS (
    SELECT import_id FROM usage_import WHERE usage_date = $1::date ORDER BY import_id DESC LIMIT 1
  ), logged AS (
    SELECT contract_number COLLATE "C" AS contract_number, each.*
    FROM usage_import_contract JOIN standing USING (import_id)
    CROSS JOIN LATERAL (VALUES ('call', call_records::numeric, call_charge::numeric),
                               ('destination', destination_records::numeric, destination_charge::numeric))
      AS each (kind, records, charge)
  )
  SELECT coalesce(stored.contract_number, logged.contract_number) AS "contractNumber",
         coalesce(stored.kind, logged.kind) AS kind, measure, of_rows::text AS stored, of_log::text AS told
  FROM stored FULL JOIN logged ON stored.contract_number = logged.contract_number AND stored.kind = logged.kind
  CROSS JOIN LATERAL (VALUES ('records', coalesce(stored.records, 0), coalesce(logged.records, 0)),
                             ('charge', coalesce(stored.charge, 0), coalesce(logged.charge, 0)))
    AS each (measure, of_rows, of_log)
  WHERE of_rows <> of_log
  ORDER BY 1, 2, 3`

/**
 * Holds the stored records of a day against its hourly totals and the load that it has them from.
 * @param isLogged false where the log need not agree: a purge took the calls, and left what was dialled after the
 *   end of the month.
 * @returns what differs; nothing when all agree.
 */
export async function verifyDay(
  client: ClientBase,
  date: JapanDate,
  { isLogged = true }: { isLogged?: boolean } = {},
): Promise<Difference[]> {
  const hours = await client.query<Omit<Difference, 'date' | 'against'>>(hourDifferences, [date])
  const log = isLogged
    ? await client.query<Omit<Difference, 'date' | 'against'>>(logDifferences, [date])
    : { rows: [] }
  return [
    ...hours.rows.map((row): Difference => ({ date, against: 'hours', ...row })),
    ...log.rows.map((row): Difference => ({ date, against: 'log', ...row })),
  ]
}
