import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { stagedTables } from './staging'

/** SHA-256 (hex) of what each file said, decompressed. */
export interface ImportedFiles {
  callsSha256: string
  destinationsSha256: string
}

/** One load of one day. */
interface DayImport {
  date: JapanDate
  /** Who loaded it: `operator:name`, `seed`. */
  importedBy: string
  files: ImportedFiles
}

/**
 * Writes the import log of one load: what came in, as it is staged and not as it is stored, so that the stored
 * records can be held against it.
 * @returns the number of the load.
 */
export async function logImport(client: ClientBase, { date, importedBy, files }: DayImport): Promise<string> {
  const { rows } = await client.query<{ import_id: string }>(
    `INSERT INTO usage_import (usage_date, calls_sha256, destinations_sha256, call_records, destination_records,
                               imported_by, imported_at)
     VALUES ($1::date, $2, $3, (SELECT count(*) FROM ${stagedTables.calls}),
             (SELECT count(*) FROM ${stagedTables.destinations}), $4, clock_timestamp())
     RETURNING import_id`,
    [date, files.callsSha256, files.destinationsSha256, importedBy],
  )
  const importId = rows[0]!.import_id
  await client.query(
    `INSERT INTO usage_import_contract (import_id, contract_number, call_records, destination_records,
                                        call_charge, destination_charge)
     SELECT $1, contract_number, coalesce(calls.records, 0), coalesce(destinations.records, 0),
            coalesce(calls.charge, 0), coalesce(destinations.charge, 0)
     FROM (SELECT contract_number, count(*) AS records, sum(charge) AS charge
           FROM ${stagedTables.calls} GROUP BY contract_number) AS calls
     FULL JOIN (SELECT contract_number, count(*) AS records, sum(charge) AS charge
                FROM ${stagedTables.destinations} GROUP BY contract_number) AS destinations
     USING (contract_number)`,
    [importId],
  )
  return importId
}
