import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { recordChecksums } from './record-checksum'
import { totalMeasures, totalsOfDay, type KeptTotals, type TotalMeasure } from './total-day'
import { totalsOfMonth } from './total-month'

/** Something that does not agree about a contract's day or month. */
export interface Difference {
  /** Of a month its first day. */
  date: JapanDate
  /** `*` where the log's totals of all contracts differ, though each contract's do not. */
  contractNumber: string
  kind: 'call' | 'destination'
  /** What the stored records are compared with. */
  against: 'hours' | 'callers' | 'callerMonths' | 'log' | 'calls'
  measure: Measure
  /** As the stored records have it, or, of a month, the totals of its days; whole numbers as text. */
  stored: string
  /**
   * As the hourly totals, the totals by 発信番号 of the day or the month, the import log or the calls (their numbers of
   * destinations) have it.
   */
  told: string
  /** Hours that differ, where hours are compared; one may be wrong though the sums agree. */
  hours?: number
  /** 発信番号 that differ, where they are compared; likewise. */
  callers?: number
  /** Calls that have another number of destinations than they say, where those are compared. */
  calls?: number
}

export type Measure = TotalMeasure | 'checksum'

/**
 * SQL: where kept totals of `$1` are not what the records (of a month, the totals of its days) say.
 * @param counted the column of the key of which it is said how many differ, and the name of that number.
 */
const totalDifferences = (
  { table, key, of, ofRecords }: KeptTotals,
  counted: [column: string, name: string],
) => {
  const [column, name] = counted
  const isSame = key.map((part) => `stored.${part} = kept.${part}`).join(' AND ')
  const measures = totalMeasures.map(
    (measure) => `('${measure}', stored.${measure}::numeric, kept.${measure}::numeric)`,
  )
  return `
  WITH stored AS (${ofRecords}), kept AS (SELECT * FROM ${table} WHERE ${of} = $1::date),
  compared AS (
    SELECT coalesce(stored.contract_number, kept.contract_number) AS contract_number,
           coalesce(stored.kind, kept.kind) AS kind, measure, coalesce(stored.${column}, kept.${column}) AS part,
           coalesce(of_rows, 0) AS of_rows, coalesce(of_totals, 0) AS of_totals,
           stored.kind IS NULL OR kept.kind IS NULL AS is_missing
    FROM stored FULL JOIN kept
      ON stored.contract_number = kept.contract_number COLLATE "C" AND stored.kind = kept.kind AND ${isSame}
    CROSS JOIN LATERAL (VALUES ${measures.join(', ')}) AS each (measure, of_rows, of_totals)
  )
  SELECT contract_number AS "contractNumber", kind, measure, sum(of_rows)::text AS stored, sum(of_totals)::text AS told,
         count(DISTINCT part) FILTER (WHERE of_rows <> of_totals OR is_missing)::int AS ${name}
  FROM compared
  GROUP BY 1, 2, 3
  HAVING bool_or(of_rows <> of_totals)
  ORDER BY 1, 2, 3`
}

const hourDifferences = totalDifferences(totalsOfDay.hours, ['hour_at', 'hours'])
const callerDifferences = totalDifferences(totalsOfDay.callers, ['caller_number', 'callers'])
const monthDifferences = totalDifferences(totalsOfMonth, ['caller_number', 'callers'])

/** Where records or charge differ, so does the checksum, which then says nothing more. */
const logDifferences = `
  WITH stored AS (
    SELECT contract_number, 'call' AS kind, count(*)::numeric AS records, sum(charge) AS charge,
           ${recordChecksums.calls} AS checksum
    FROM usage_call
    WHERE called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
      AND called_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
    GROUP BY 1
    UNION ALL
    SELECT contract_number, 'destination', count(*), sum(charge), ${recordChecksums.destinations}
    FROM usage_destination
    WHERE usage_date = $1::date AND called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
    GROUP BY 1
  ), standing AS (
    SELECT import_id, call_records, destination_records
    FROM usage_import WHERE usage_date = $1::date ORDER BY import_id DESC LIMIT 1
  ), logged AS (
    SELECT contract_number COLLATE "C" AS contract_number, each.*
    FROM usage_import_contract AS part JOIN standing USING (import_id)
    CROSS JOIN LATERAL (VALUES ('call', part.call_records::numeric, call_charge::numeric, call_checksum),
                               ('destination', part.destination_records::numeric, destination_charge::numeric, destination_checksum))
      AS each (kind, records, charge, checksum)
  )
  SELECT coalesce(stored.contract_number, logged.contract_number) AS "contractNumber",
         coalesce(stored.kind, logged.kind) AS kind, measure, of_rows::text AS stored, of_log::text AS told
  FROM stored FULL JOIN logged ON stored.contract_number = logged.contract_number AND stored.kind = logged.kind
  CROSS JOIN LATERAL (VALUES ('records', coalesce(stored.records, 0), coalesce(logged.records, 0)),
                             ('charge', coalesce(stored.charge, 0), coalesce(logged.charge, 0)),
                             ('checksum', stored.checksum,
                              CASE WHEN stored.records = logged.records AND stored.charge = logged.charge
                                   THEN logged.checksum END))
    AS each (measure, of_rows, of_log)
  WHERE of_rows <> of_log
  UNION ALL
  SELECT '*', kind, 'records', of_rows::text, records::text
  FROM standing
  CROSS JOIN LATERAL (VALUES ('call', call_records), ('destination', destination_records)) AS of_all (kind, records)
  CROSS JOIN LATERAL (SELECT coalesce(sum(stored.records), 0) AS of_rows FROM stored WHERE stored.kind = of_all.kind) AS own
  WHERE records <> of_rows
    AND records <> (SELECT coalesce(sum(logged.records), 0) FROM logged WHERE logged.kind = of_all.kind)
  ORDER BY 1, 2, 3`

/** The sums are of the calls that differ. */
const callDifferences = `
  WITH found AS (
    SELECT contract_number, call_id, count(*) AS destinations FROM usage_destination
    WHERE usage_date = $1::date AND called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
    GROUP BY contract_number, call_id
  ), of_day AS (
    SELECT contract_number, call_id, destination_count FROM usage_call
    WHERE called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
      AND called_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
  )
  SELECT contract_number AS "contractNumber", 'destination' AS kind, 'destinations' AS measure,
         coalesce(sum(destinations), 0)::text AS stored, coalesce(sum(destination_count), 0)::text AS told,
         count(*)::int AS calls
  FROM found FULL JOIN of_day USING (contract_number, call_id)
  WHERE coalesce(destinations, 0) <> coalesce(destination_count, 0)
  GROUP BY 1
  ORDER BY 1`

/**
 * Compares the stored records of a day with its totals, with the load that it has them from (their number,
 * charge, and the checksum of all their fields where the load has one), and with each other. SQL on the connection
 * of the load or of `verifyUsage`: each comparison is one statement over all records of the day.
 * @param isLogged false where neither log nor calls need agree: a purge took the calls, and left what was dialled
 *   after the end of the month.
 * @returns what differs; nothing when all agree.
 */
export async function verifyDay(
  client: ClientBase,
  date: JapanDate,
  { isLogged = true }: { isLogged?: boolean } = {},
): Promise<Difference[]> {
  const differencesOf = (against: Difference['against'], sql: string) => compare(client, date, against, sql)
  const ofTotals = [
    ...(await differencesOf('hours', hourDifferences)),
    ...(await differencesOf('callers', callerDifferences)),
  ]
  if (!isLogged) return ofTotals
  const ofLog = await differencesOf('log', logDifferences)
  return [...ofTotals, ...ofLog, ...(await differencesOf('calls', callDifferences))]
}

/**
 * Compares the totals by 発信番号 of a month with those of its days. SQL, as above.
 * @param month its first day.
 */
export const verifyMonth = (client: ClientBase, month: JapanDate): Promise<Difference[]> =>
  compare(client, month, 'callerMonths', monthDifferences)

async function compare(
  client: ClientBase,
  date: JapanDate,
  against: Difference['against'],
  sql: string,
): Promise<Difference[]> {
  const { rows } = await client.query<Omit<Difference, 'date' | 'against'>>(sql, [date])
  return rows.map((row) => ({ date, against, ...row }))
}
