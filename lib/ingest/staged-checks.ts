import type { BadLineReason } from './bad-line'
import { stagedTables } from './staging'
import type { UsageFile } from './usage-file'

const { calls, destinations } = stagedTables
/** The staged destinations, summed by call: small where they are many, and read by several checks. */
const tally = 'staged_tally'

/** Makes the tally. A sum is absent where a bad line among its destinations does not show its part. */
export const tallyDestinations = `
  CREATE TEMP TABLE ${tally} ON COMMIT DROP AS
  SELECT contract_number, call_id, count(*) AS found, min(called_at) AS first_called_at,
         CASE WHEN count(sent_pages) = count(*) THEN sum(sent_pages) END AS sent_pages,
         CASE WHEN count(charge) = count(*) THEN sum(charge) END AS charge
  FROM ${destinations} GROUP BY contract_number, call_id;
  ANALYZE ${calls}, ${destinations}, ${tally}`

interface StagedCheck {
  file: UsageFile
  column: string
  reason: BadLineReason
  /** Gives `line`, `value` and `detail` of each bad line; `$1` is the day where `usesDate`. */
  sql: string
  usesDate?: true
  /** The file of which every line must have shown its call: else the check would make up mistakes. */
  needsCallsOf?: UsageFile
  /** What `--allow-differences` lets pass. */
  isAllowable?: true
}

const isOnDay = `(called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
                  AND called_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo')`

/** The largest sum that the hourly totals and the import log keep. */
const bigintMax = '9223372036854775807'

/** A call's sum against that of its destinations. Another number of destinations is a mistake of its own. */
const sumOfDestinations = (column: 'sent_pages' | 'charge'): StagedCheck => ({
  file: 'calls',
  column,
  reason: 'sumDiffers',
  needsCallsOf: 'destinations',
  isAllowable: true,
  sql: `SELECT line, ${calls}.${column}::text AS value, told::text AS detail
        FROM ${calls} LEFT JOIN ${tally} USING (contract_number, call_id)
        CROSS JOIN LATERAL (SELECT CASE WHEN found IS NULL THEN 0 ELSE ${tally}.${column} END AS told) AS sum
        WHERE destination_count = coalesce(found, 0) AND ${calls}.${column} <> told`,
})

/** The line with which the charges of a contract's day pass what a sum may be; `ofContracts` sums them. */
const dayTooLarge = (file: UsageFile, ofContracts: string): StagedCheck => ({
  file,
  column: 'charge',
  reason: 'dayTooLarge',
  sql: `WITH too_large AS MATERIALIZED (
          SELECT contract_number FROM ${ofContracts} AS part
          GROUP BY contract_number HAVING sum(charge) > ${bigintMax}
        )
        SELECT DISTINCT ON (contract_number) line, charge::text AS value, '${bigintMax}' AS detail
        FROM (
          SELECT contract_number, line, charge, sum(charge) OVER (PARTITION BY contract_number ORDER BY line) AS so_far
          FROM ${stagedTables[file]} JOIN too_large USING (contract_number)
        ) AS running
        WHERE so_far > ${bigintMax}
        ORDER BY contract_number, line`,
})

/** What lies between lines. Bad lines are among them with absent fields, which no check here takes for wrong. */
export const stagedChecks: StagedCheck[] = [
  {
    file: 'calls',
    column: 'contract_number',
    reason: 'unknownContract',
    sql: `SELECT line, contract_number AS value, NULL AS detail FROM ${calls}
          WHERE contract_number NOT IN (SELECT contract_number FROM contract)`,
  },
  {
    file: 'calls',
    column: 'call_id',
    reason: 'callTwice',
    sql: `SELECT line, call_id::text AS value, first_line::text AS detail
          FROM ${calls} JOIN (
            SELECT contract_number, call_id, min(line) AS first_line FROM ${calls}
            GROUP BY contract_number, call_id HAVING count(*) > 1
          ) AS twice USING (contract_number, call_id)
          WHERE line > first_line`,
  },
  {
    file: 'calls',
    column: 'call_id',
    reason: 'callOnOtherDay',
    usesDate: true,
    // Numbers mostly go up with the days: a look at the range of each contract's numbers usually clears them all. Plain
    // joins: a subquery that asks for the row beside it is nothing for tables that are spread over machines.
    sql: `WITH range AS MATERIALIZED (
            SELECT contract_number, min(call_id) AS lowest, max(call_id) AS highest
            FROM ${calls} GROUP BY contract_number
          ), suspect AS MATERIALIZED (
            SELECT DISTINCT usage_call.contract_number
            FROM range JOIN usage_call ON usage_call.contract_number = range.contract_number
              AND call_id BETWEEN lowest AND highest AND NOT ${isOnDay}
          ), candidate AS MATERIALIZED (
            SELECT line, contract_number, call_id FROM ${calls} JOIN suspect USING (contract_number)
          )
          SELECT line, call_id::text AS value, min(to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD')) AS detail
          FROM candidate JOIN usage_call USING (contract_number, call_id)
          WHERE NOT ${isOnDay}
          GROUP BY line, call_id`,
  },
  {
    file: 'destinations',
    column: 'contract_number',
    reason: 'unknownContract',
    sql: `SELECT line, contract_number AS value, NULL AS detail FROM ${destinations}
          WHERE contract_number IN (
            SELECT contract_number FROM ${tally} EXCEPT SELECT contract_number FROM contract
          )`,
  },
  {
    file: 'destinations',
    column: 'destination_no',
    reason: 'destinationTwice',
    sql: `SELECT line, destination_no::text AS value, first_line::text AS detail
          FROM ${destinations} JOIN (
            SELECT contract_number, call_id, destination_no, min(line) AS first_line FROM ${destinations}
            GROUP BY contract_number, call_id, destination_no HAVING count(*) > 1
          ) AS twice USING (contract_number, call_id, destination_no)
          WHERE line > first_line`,
  },
  {
    file: 'calls',
    column: 'destination_count',
    reason: 'destinationCount',
    needsCallsOf: 'destinations',
    sql: `SELECT line, destination_count::text AS value, coalesce(found, 0)::text AS detail
          FROM ${calls} LEFT JOIN ${tally} USING (contract_number, call_id)
          WHERE destination_count <> coalesce(found, 0)`,
  },
  {
    file: 'destinations',
    column: 'call_id',
    reason: 'callMissing',
    needsCallsOf: 'calls',
    sql: `SELECT line, call_id::text AS value, NULL AS detail
          FROM ${destinations} JOIN (
            SELECT contract_number, call_id FROM ${tally} EXCEPT SELECT contract_number, call_id FROM ${calls}
          ) AS missing USING (contract_number, call_id)`,
  },
  {
    file: 'destinations',
    column: 'called_at',
    reason: 'beforeCall',
    sql: `SELECT line, to_char(called_at, 'YYYY-MM-DD HH24:MI:SS') AS value,
                 to_char(call_called_at, 'YYYY-MM-DD HH24:MI:SS') AS detail
          FROM ${destinations} JOIN (
            SELECT contract_number, call_id, max(${calls}.called_at) AS call_called_at
            FROM ${calls} JOIN ${tally} USING (contract_number, call_id)
            WHERE first_called_at < ${calls}.called_at
            GROUP BY contract_number, call_id
          ) AS early USING (contract_number, call_id)
          WHERE called_at < call_called_at`,
  },
  sumOfDestinations('sent_pages'),
  sumOfDestinations('charge'),
  dayTooLarge('calls', calls),
  dayTooLarge('destinations', tally),
]
