import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import type { CopiedRows } from './copy-rows'

/** One load of one day. */
interface DayImport {
  date: JapanDate
  /** Who loaded it: `operator:name`, `seed`. */
  importedBy: string
  calls: CopiedRows
  destinations: CopiedRows
}

/**
 * Writes the import log of one load: what came in, as it was counted on the way in and not as it is stored, so
 * that the stored records can be held against it.
 */
export async function logImport(client: ClientBase, load: DayImport): Promise<void> {
  const { calls, destinations } = load
  const { rows } = await client.query<{ import_id: string }>(
    `INSERT INTO usage_import (usage_date, calls_sha256, destinations_sha256, call_records, destination_records,
                               imported_by)
     VALUES ($1::date, $2, $3, $4, $5, $6) RETURNING import_id`,
    [load.date, calls.sha256, destinations.sha256, calls.records, destinations.records, load.importedBy],
  )
  const contractNumbers = [...new Set([...calls.byContract.keys(), ...destinations.byContract.keys()])].sort()
  const tallies = (copied: CopiedRows) =>
    contractNumbers.map((contract) => copied.byContract.get(contract) ?? { records: 0, charge: 0n })
  await client.query(
    `INSERT INTO usage_import_contract (import_id, contract_number, call_records, destination_records,
                                        call_charge, destination_charge)
     SELECT $1, * FROM unnest($2::text[], $3::int[], $4::int[], $5::bigint[], $6::bigint[])`,
    [
      rows[0]!.import_id,
      contractNumbers,
      tallies(calls).map(({ records }) => records),
      tallies(destinations).map(({ records }) => records),
      tallies(calls).map(({ charge }) => charge),
      tallies(destinations).map(({ charge }) => charge),
    ],
  )
}
