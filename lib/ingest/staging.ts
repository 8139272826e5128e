import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { UsageFile } from './usage-file'

/** Where the lines of each file wait until they are checked; temporary, so they end with their connection. */
export const stagedTables: Record<UsageFile, string> = {
  calls: 'staged_call',
  destinations: 'staged_destination',
}

/** The destinations once more, in the order in which they are to lie on disk. */
export const sortedDestinations = 'sorted_destination'

const destinationColumns = `
  contract_number text COLLATE "C", called_at timestamptz(0), call_id bigint, destination_no int,
  communication_type text, caller_number text, callee_number text, area text, paper_mode text,
  sent_pages int, billed_pages int, call_type text, charge bigint`

/** Makes the staging tables of a connection, or empties those that it has. SQL: they are tables of no model. */
export async function prepareStaging(client: ClientBase): Promise<void> {
  await client.query(
    `SET LOCAL client_min_messages TO warning;
     CREATE TEMP TABLE IF NOT EXISTS ${stagedTables.calls} (
       line bigint, contract_number text COLLATE "C", call_id bigint, called_at timestamptz(0),
       communication_type text, caller_number text, callee_number text, area text, destination_count int,
       accepted_pages int, sent_pages int, billed_pages int, discount_type text, charge bigint);
     CREATE TEMP TABLE IF NOT EXISTS ${stagedTables.destinations} (line bigint, ${destinationColumns});
     CREATE TEMP TABLE IF NOT EXISTS ${sortedDestinations} (${destinationColumns});
     TRUNCATE ${stagedTables.calls}, ${stagedTables.destinations}, ${sortedDestinations}`,
  )
}

/**
 * Copies lines into a staging table. COPY, since a day may have millions of lines.
 * @param columns of the table, in the order of the fields.
 * @param lines CSV, each ended by LF; times without an offset are in the time zone of the transaction.
 * @returns how many lines there were.
 */
export async function stageLines(
  client: ClientBase,
  file: UsageFile,
  columns: readonly string[],
  lines: AsyncIterable<Buffer> | Iterable<string>,
): Promise<number> {
  const copy = client.query(
    copyFrom(`COPY ${stagedTables[file]} (${columns.join(', ')}) FROM STDIN (FORMAT csv)`),
  )
  await pipeline(Readable.from(lines, { objectMode: true, highWaterMark: 1 }), copy)
  return copy.rowCount
}

/**
 * Puts the staged destinations into the order in which they are to be stored: by contract, then time. SQL on the
 * connection of the load: it alone has the staging tables.
 */
export async function sortStaged(client: ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO ${sortedDestinations}
     SELECT contract_number, called_at, call_id, destination_no, communication_type, caller_number, callee_number,
            area, paper_mode, sent_pages, billed_pages, call_type, charge
     FROM ${stagedTables.destinations} ORDER BY contract_number, called_at, call_id, destination_no`,
  )
}
