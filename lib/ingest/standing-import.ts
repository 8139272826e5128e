import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'

/** A line of the import log. */
export interface LoggedImport {
  importId: string
  date: JapanDate
  callsSha256: string
  destinationsSha256: string
  calls: number
  destinations: number
  /** yen, of the calls and of the destinations, as text: it may be larger than a number holds. */
  callCharge: string
  destinationCharge: string
  importedBy: string
  importedAt: Date
  /** Whether the day had been loaded before. */
  isCorrection: boolean
  /** Whether its month had been closed by then (確定). */
  isAfterClosing: boolean
  /** Whether no later load replaced it. */
  isStanding: boolean
}

/**
 * The load that a day has its records from; undefined where it was never loaded. SQL on the connection of the load:
 * it reads the row that its own transaction has written.
 */
export async function standingImport(client: ClientBase, date: JapanDate): Promise<LoggedImport | undefined> {
  const { rows } = await client.query<LoggedImport>(
    `SELECT import_id::text AS "importId", to_char(usage_date, 'YYYY-MM-DD') AS date, calls_sha256 AS "callsSha256",
            destinations_sha256 AS "destinationsSha256", call_records::float8 AS calls,
            destination_records::float8 AS destinations, imported_by AS "importedBy", imported_at AS "importedAt",
            (SELECT coalesce(sum(call_charge), 0)::text FROM usage_import_contract AS part
             WHERE part.import_id = load.import_id) AS "callCharge",
            (SELECT coalesce(sum(destination_charge), 0)::text FROM usage_import_contract AS part
             WHERE part.import_id = load.import_id) AS "destinationCharge",
            EXISTS (SELECT FROM usage_import AS other WHERE other.usage_date = load.usage_date
                    AND other.import_id < load.import_id) AS "isCorrection",
            EXISTS (SELECT FROM closed_month WHERE month = date_trunc('month', load.usage_date::timestamp)::date
                    AND closed_month.import_id < load.import_id) AS "isAfterClosing",
            true AS "isStanding"
     FROM usage_import AS load WHERE usage_date = $1::date ORDER BY load.import_id DESC LIMIT 1`,
    [date],
  )
  return rows[0]
}

/** What a load brought of one contract. */
export interface LoggedContract {
  contractNumber: string
  calls: number
  destinations: number
}

/** What a load brought, by contract. SQL on the connection of the load: its lock keeps the log as it is. */
export async function loggedContracts(client: ClientBase, importId: string): Promise<LoggedContract[]> {
  const { rows } = await client.query<LoggedContract>(
    `SELECT contract_number AS "contractNumber", call_records AS calls, destination_records AS destinations
     FROM usage_import_contract WHERE import_id = $1 ORDER BY contract_number`,
    [importId],
  )
  return rows
}
