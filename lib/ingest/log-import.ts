import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import type { ContractTotals } from './total-staged'

/** SHA-256 (hex) of what each file said, decompressed. */
export interface ImportedFiles {
  callsSha256: string
  destinationsSha256: string
}

/** One load of one day. */
export interface DayLoad {
  date: JapanDate
  /** Who loads it: `operator:name`, `seed`. */
  importedBy: string
  files: ImportedFiles
  /** What is staged, and not what is stored: so that the stored records can be compared with it. */
  totals: readonly ContractTotals[]
}

/**
 * Writes the import log of one load. SQL on the connection of the load: the rows commit with the day.
 * @returns the number of the load.
 */
export async function logImport(
  client: ClientBase,
  { date, importedBy, files, totals }: DayLoad,
): Promise<string> {
  const sumOf = (kind: 'calls' | 'destinations') => totals.reduce((sum, { [kind]: count }) => sum + count, 0)
  const { rows } = await client.query<{ importId: string }>(
    `INSERT INTO usage_import (usage_date, calls_sha256, destinations_sha256, call_records, destination_records,
                               imported_by, imported_at)
     VALUES ($1::date, $2, $3, $4, $5, $6, clock_timestamp())
     RETURNING import_id AS "importId"`,
    [date, files.callsSha256, files.destinationsSha256, sumOf('calls'), sumOf('destinations'), importedBy],
  )
  const importId = rows[0]!.importId
  const column = (name: keyof ContractTotals) => totals.map((ofContract) => ofContract[name])
  await client.query(
    `INSERT INTO usage_import_contract (import_id, contract_number, call_records, destination_records,
                                        call_charge, destination_charge, call_checksum, destination_checksum)
     SELECT $1, * FROM unnest($2::text[], $3::int[], $4::int[], $5::bigint[], $6::bigint[], $7::numeric[], $8::numeric[])`,
    [
      importId,
      column('contractNumber'),
      column('calls'),
      column('destinations'),
      column('callCharge'),
      column('destinationCharge'),
      column('callChecksum'),
      column('destinationChecksum'),
    ],
  )
  return importId
}
