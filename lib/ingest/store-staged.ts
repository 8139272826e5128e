import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { sortedDestinations, stagedTables } from './staging'

/** Blocks of the sorted table that one statement stores: some 200,000 rows, a second or two. */
const blocksPerStatement = 4_000

/**
 * Stores what is staged and sorted in the usage tables, in the order of their keys: the rows of one contract
 * and day lie together on disk. The day must have been cleared. SQL on the connection of the load: it alone has the
 * staging tables.
 * @param onStored is told how many destinations are stored so far; there are statements in between.
 * @throws DatabaseError for a row that the tables refuse.
 */
export async function storeStaged(
  client: ClientBase,
  date: JapanDate,
  onStored: (destinations: number) => void = () => {},
): Promise<void> {
  await client.query(
    `INSERT INTO usage_call (contract_number, called_at, call_id, communication_type, caller_number, callee_number,
                             area, destination_count, accepted_pages, sent_pages, billed_pages, discount_type, charge)
     SELECT contract_number, called_at, call_id, communication_type, caller_number, callee_number,
            area, destination_count, accepted_pages, sent_pages, billed_pages, discount_type, charge
     FROM ${stagedTables.calls} ORDER BY contract_number, called_at, call_id`,
  )
  const { rows } = await client.query<{ blocks: number }>(
    `SELECT (pg_relation_size('${sortedDestinations}') / current_setting('block_size')::int)::int AS blocks`,
  )
  let stored = 0
  for (let block = 0; block < rows[0]!.blocks; block += blocksPerStatement) {
    const { rowCount } = await client.query(
      `INSERT INTO usage_destination (contract_number, called_at, call_id, destination_no, usage_date,
                                      communication_type, caller_number, callee_number, area, paper_mode,
                                      sent_pages, billed_pages, call_type, charge)
       SELECT contract_number, called_at, call_id, destination_no, $1::date, communication_type, caller_number,
              callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge
       FROM ${sortedDestinations}
       WHERE ctid >= $2::tid AND ctid < $3::tid`,
      [date, `(${block},0)`, `(${block + blocksPerStatement},0)`],
    )
    stored += rowCount ?? 0
    onStored(stored)
  }
}
