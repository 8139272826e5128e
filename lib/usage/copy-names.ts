import type { ClientBase } from 'pg'

/**
 * Reads all names of a contract as one JSON text: an object that has, by number, an array of the name, the department
 * and the account code. For a file, whose rows are in tables that names are not joined with: its query has them as a
 * value, which `-> number` looks into. A list has 50,000 names at most; three megabytes, where they are of usual length.
 *
 * SQL on the connection that the file is read on: names and rows are of one moment, and the database writes the text.
 * @param client in a transaction at REPEATABLE READ.
 */
export async function copyNames(client: Pick<ClientBase, 'query'>, contractNumber: string): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `SELECT coalesce(jsonb_object_agg(number, jsonb_build_array(name, department, account_code)), '{}')::text AS names
     FROM number_name WHERE contract_number = $1`,
    [contractNumber],
  )
  return rows[0]!.names
}
