import { createHash } from 'node:crypto'
import { Prisma } from './generated/client'

/**
 * The name of a statement. Named by its text it is planned once a connection, not in each request: with a partition
 * a month that takes the database longer than a page of a result.
 */
export const statementName = (text: string) => createHash('sha256').update(text).digest('base64url')

/** A statement that is sent often, as the driver takes it. */
export function prepared({ text, values }: Prisma.Sql) {
  return { name: statementName(text), text, values }
}

/** The one row of a statement as a value of another: JSON, as text. Whole numbers past 2^53 must be texts in it. */
export const rowAsJson = (statement: Prisma.Sql) =>
  Prisma.sql`(SELECT row_to_json(one)::text FROM (${statement}) AS one)`

/** All rows of a statement likewise; NULL where there are none. */
export const rowsAsJson = (statement: Prisma.Sql) =>
  Prisma.sql`(SELECT json_agg(one)::text FROM (${statement}) AS one)`
