import { DatabaseError } from 'pg'
import { Prisma } from './generated/client'

export const undefinedTable = '42P01'
export const uniqueViolation = '23505'
export const diskFull = '53100'
const connectionFailure = '08006'

/** Prisma's own codes for what PostgreSQL has an SQLSTATE for, or no answer at all. */
const ofPrisma: Record<string, string> = {
  P1001: connectionFailure,
  P1002: connectionFailure,
  P1008: connectionFailure,
  P1017: connectionFailure,
  P2021: undefinedTable,
}

/**
 * The SQLSTATE of a failure of the database, whether the driver or Prisma throws it (PostgreSQL, appendix A).
 * @returns undefined for an error of another kind.
 */
export function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.code
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined
  const refusal = error.meta?.driverAdapterError
  const cause =
    refusal instanceof Error ? (refusal.cause as { originalCode?: string } | undefined) : undefined
  return cause?.originalCode ?? ofPrisma[error.code]
}
