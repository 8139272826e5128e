import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { stagedTables } from './staging'

/**
 * Adds to the code tables what is staged and they do not hold yet; `first_seen_on` is the earliest day that
 * brought a code, in whatever order days are loaded. SQL on the connection of the load, which alone has the staging
 * tables; and a conditional upsert.
 */
export async function recordCodes(client: ClientBase, date: JapanDate): Promise<void> {
  // Each table is read once, whatever it holds: the groups are few.
  await client.query(
    `WITH call_codes AS (
       SELECT DISTINCT communication_type, area, discount_type FROM ${stagedTables.calls}
     ), destination_codes AS (
       SELECT DISTINCT communication_type, area, paper_mode, call_type FROM ${stagedTables.destinations}
     )
     INSERT INTO usage_code (kind, code, first_seen_on)
     SELECT kind, code, $1::date
     FROM (
       SELECT 'communication_type' AS kind, communication_type AS code FROM call_codes
       UNION SELECT 'area', area FROM call_codes
       UNION SELECT 'discount_type', discount_type FROM call_codes
       UNION SELECT 'communication_type', communication_type FROM destination_codes
       UNION SELECT 'area', area FROM destination_codes
       UNION SELECT 'paper_mode', paper_mode FROM destination_codes
       UNION SELECT 'call_type', call_type FROM destination_codes
     ) AS added
     WHERE code IS NOT NULL
     ORDER BY kind, code
     ON CONFLICT (kind, code) DO UPDATE SET first_seen_on = excluded.first_seen_on
     WHERE usage_code.first_seen_on > excluded.first_seen_on`,
    [date],
  )
}
