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
