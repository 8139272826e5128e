import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'

/**
 * Refuses a day one of whose stored destinations has no call on it. A foreign key would need the call's time in each
 * destination and a look-up a row, and tables that are spread over machines have no triggers. SQL on the connection of
 * the load: one statement over all records of the day.
 * @param client in the transaction that stored the day, with the time zone Asia/Tokyo.
 * @throws Error that names one of them.
 */
export async function requireCalls(client: ClientBase, date: JapanDate): Promise<void> {
  const { rows } = await client.query<{ contractNumber: string; callId: string }>(
    `SELECT contract_number AS "contractNumber", call_id AS "callId" FROM usage_destination
     WHERE usage_date = $1::date AND called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
     EXCEPT
     SELECT contract_number, call_id FROM usage_call
     WHERE called_at >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND called_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
     LIMIT 1`,
    [date],
  )
  const orphan = rows[0]
  if (orphan)
    throw new Error(`destination without its call: contract ${orphan.contractNumber}, call ${orphan.callId}`)
}
