import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import type { BadLineReason } from './bad-line'
import type { BadLineList } from './bad-line-list'
import { stagedTables } from './staging'
import type { UsageFile } from './usage-file'

const { calls, destinations } = stagedTables
/** The staged destinations, counted by call: small where they are many, and read by several checks. */
const tally = 'staged_tally'

interface StagedCheck {
  file: UsageFile
  column: string
  reason: BadLineReason
  /** Gives `line`, `value` and `detail` of each bad line; `$1` is the day where `usesDate`. */
  sql: string
  usesDate?: true
  /** The file of which every line must have shown its call: else the check would make up mistakes. */
  needsCallsOf?: UsageFile
}

const isOnDay = `(called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
                  AND called_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo')`

/** What lies between lines. Bad lines are among them with absent fields, which no check here takes for wrong. */
const checks: StagedCheck[] = [
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
    // Numbers mostly go up with the days: a look at the range of each contract's numbers usually clears them all.
    sql: `WITH suspect AS MATERIALIZED (
            SELECT contract_number
            FROM (SELECT contract_number, min(call_id) AS lowest, max(call_id) AS highest
                  FROM ${calls} GROUP BY contract_number) AS range
            WHERE EXISTS (
              SELECT FROM usage_call
              WHERE usage_call.contract_number = range.contract_number
                AND call_id BETWEEN lowest AND highest AND NOT ${isOnDay}
            )
          )
          SELECT line, call_id::text AS value, other.day AS detail
          FROM ${calls} AS staged
          JOIN suspect USING (contract_number)
          CROSS JOIN LATERAL (
            SELECT to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS day FROM usage_call
            WHERE usage_call.contract_number = staged.contract_number
              AND usage_call.call_id = staged.call_id AND NOT ${isOnDay}
            LIMIT 1
          ) AS other`,
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
]

const rowsPerFetch = 1_000

type CheckedLines = Pick<BadLineList, 'add' | 'keepUp'>

/**
 * Checks what no line shows by itself: known contracts, keys that are not there twice, destinations that have
 * their calls and calls that have as many destinations as they say (spec section 8). Each is one statement over
 * all lines.
 * @param client in a transaction whose time zone is Asia/Tokyo and that holds the load lock.
 * @param areCallsKnown of each file, whether every line has shown its call.
 */
export async function checkStaged(
  client: ClientBase,
  date: JapanDate,
  { areCallsKnown, badLines }: { areCallsKnown: Record<UsageFile, boolean>; badLines: CheckedLines },
): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE ${tally} ON COMMIT DROP AS
     SELECT contract_number, call_id, count(*) AS found, min(called_at) AS first_called_at
     FROM ${destinations} GROUP BY contract_number, call_id`,
  )
  await client.query(`ANALYZE ${calls}, ${destinations}, ${tally}`)
  for (const { file, column, reason, sql, usesDate, needsCallsOf } of checks) {
    if (needsCallsOf && !areCallsKnown[needsCallsOf]) continue
    await client.query(`DECLARE bad_line NO SCROLL CURSOR FOR ${sql} ORDER BY line`, usesDate ? [date] : [])
    for (;;) {
      const { rows } = await client.query<{ line: string; value: string; detail: string | null }>(
        `FETCH ${rowsPerFetch} FROM bad_line`,
      )
      for (const { line, value, detail } of rows)
        badLines.add({ file, line: Number(line), column, reason, value, detail: detail ?? undefined })
      await badLines.keepUp()
      if (rows.length < rowsPerFetch) break
    }
    await client.query('CLOSE bad_line')
  }
}
