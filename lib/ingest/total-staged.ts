import type { ClientBase } from 'pg'
import { recordChecksums } from './record-checksum'
import { stagedTables } from './staging'
import type { UsageFile } from './usage-file'

/** What a day's files hold of one contract. */
export interface ContractTotals {
  contractNumber: string
  calls: number
  destinations: number
  /** yen, as text: it may be larger than a number holds. */
  callCharge: string
  destinationCharge: string
  /** See `recordChecksums`; whole numbers as text. */
  callChecksum: string
  destinationChecksum: string
}

const totalsOf = (file: UsageFile) => `
  SELECT contract_number, count(*) AS records, sum(charge) AS charge, ${recordChecksums[file]} AS checksum
  FROM ${stagedTables[file]} GROUP BY contract_number`

/**
 * Sums what is staged, by contract. There must be no bad line among it. SQL on the connection of the load: it alone
 * has the staging tables.
 */
export async function totalStaged(client: ClientBase): Promise<ContractTotals[]> {
  const { rows } = await client.query<ContractTotals>(
    `SELECT contract_number AS "contractNumber", coalesce(calls.records, 0)::float8 AS calls,
            coalesce(destinations.records, 0)::float8 AS destinations,
            coalesce(calls.charge, 0)::text AS "callCharge",
            coalesce(destinations.charge, 0)::text AS "destinationCharge",
            coalesce(calls.checksum, 0)::text AS "callChecksum",
            coalesce(destinations.checksum, 0)::text AS "destinationChecksum"
     FROM (${totalsOf('calls')}) AS calls FULL JOIN (${totalsOf('destinations')}) AS destinations
     USING (contract_number)`,
  )
  return rows
}
