import type { ClientBase } from 'pg'
import { selectRecords, type UsageFileScope } from './copy-usage'

/**
 * Reads the contract's names of the numbers that a file's records have: as an SQL literal of a JSON object that has, by
 * number, an array of the name, the department and the account code. For a file, whose rows are in tables that names are
 * not joined with: its query has them as a value, which `-> number` looks into.
 *
 * Two numbers a record, so a file of 10,000 has 20,000 names at most, whatever the list holds: of usual length 1 MB, and
 * 16 MB where each of their 250 characters is taken. The database writes and escapes the text, and numbers go back to it as
 * they came: nothing here goes through them one by one.
 *
 * SQL on the connection that the file is read on: names and rows are of one moment.
 * @param client in a transaction at REPEATABLE READ.
 */
export async function copyNames(client: ClientBase, scope: UsageFileScope): Promise<string> {
  const { rows: found } = await client.query<{ numbers: string | null }>(
    `SELECT array_agg(number)::text AS numbers FROM (
       SELECT DISTINCT unnest(ARRAY[caller_number, callee_number]) AS number
       FROM (${selectRecords(scope, ['caller_number', 'callee_number'])}) AS file
     ) AS used`,
  )
  const { rows } = await client.query<{ literal: string }>(
    `SELECT quote_literal(
       coalesce(jsonb_object_agg(number, jsonb_build_array(name, department, account_code)), '{}')::text
     ) AS literal
     FROM number_name WHERE contract_number = $1 AND number = ANY ($2::text[])`,
    [scope.contractNumber, found[0]!.numbers],
  )
  return rows[0]!.literal
}
