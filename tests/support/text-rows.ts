import type { ClientBase } from 'pg'

/** The rows of a query, each value as text and absent ones as ''. */
export async function textRows(
  connection: Pick<ClientBase, 'query'>,
  sql: string,
  values: unknown[] = [],
): Promise<string[][]> {
  const result = await connection.query<unknown[]>({ text: sql, values, rowMode: 'array' })
  return result.rows.map((row) => row.map((value) => (value === null ? '' : String(value))))
}
