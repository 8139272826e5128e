import { DatabaseError } from 'pg'
import { Prisma } from './generated/client'

export const undefinedTable = '42P01'
export const uniqueViolation = '23505'
export const diskFull = '53100'
const connectionFailure = '08006'
const queryCanceled = '57014'

/** Prisma's code for a transaction that got no connection, lost it or took too long. */
const transactionBroken = 'P2028'

/** Node.js's codes, and Prisma's where it got no connection. */
const unreachable = [
  'ECONNRESET',
  'EPIPE',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'P2024',
  transactionBroken,
]

/** Prisma's own codes for what PostgreSQL has an SQLSTATE for, or no answer at all. */
const ofPrisma: Record<string, string> = {
  P1001: connectionFailure,
  P1002: connectionFailure,
  P1008: connectionFailure,
  P1017: connectionFailure,
  P2021: undefinedTable,
}

/** What Prisma's adapter says of a connection that broke: of plain SQL (P2010) it is all that is said. */
const ofAdapter: Record<string, string> = {
  ConnectionClosed: connectionFailure,
  DatabaseNotReachable: connectionFailure,
  SocketTimeout: connectionFailure,
}

/**
 * The SQLSTATE of a failure of the database, whether the driver or Prisma throws it (PostgreSQL, appendix A).
 * @returns undefined for an error of another kind.
 */
export function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.code
  if (error instanceof Prisma.PrismaClientKnownRequestError)
    return stateOfAdapter(error.meta?.driverAdapterError) ?? ofPrisma[error.code]
  return error instanceof Error && error.name === 'DriverAdapterError' ? stateOfAdapter(error) : undefined
}

/** What Prisma's adapter throws: within an error of Prisma, but by itself where a transaction ends. */
function stateOfAdapter(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { originalCode, kind = '' } = (error.cause ?? {}) as { originalCode?: string; kind?: string }
  return originalCode ?? ofAdapter[kind]
}

/** The server is being stopped, was killed, is starting, has no connection left or ended a statement that took too long. */
const serverAway = /^(57P0[1-5]|57014|08...|53300)$/

/**
 * Whether the connection to the database, or of it to a machine that has the records, broke or could not be made. Other
 * than `isDatabaseLost`, it is not said of a statement that took too long, nor of a transaction of ours that did.
 */
export const isConnectionLost = (error: unknown): boolean =>
  isDatabaseLost(error) && sqlStateOf(error) !== queryCanceled && !isExpiredTransaction(error)

/** Of the failures with this code, that of a transaction which took too long is the one that says how long. */
const isExpiredTransaction = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.code === transactionBroken &&
  typeof error.meta?.timeTaken === 'number'

/** Whether the database could not be reached, or went away: what was sent last may have been done or not. */
export function isDatabaseLost(error: unknown): boolean {
  const state = sqlStateOf(error)
  if (state !== undefined) return serverAway.test(state)
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined && unreachable.includes(code)) return true
  // Those of pg have no code.
  return /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying|Query read timeout)/.test(
    error.message,
  )
}

/** No space on its disk or no memory, an error of its disk, or it may only be read, as a standby that nobody has promoted. */
const serverUnable = /^(53...|58030|25006)$/

/** Whether the database answers, but cannot do its work at the moment. */
export function isDatabaseUnable(error: unknown): boolean {
  const state = sqlStateOf(error)
  return state !== undefined && serverUnable.test(state)
}

/** Whether the database, or a machine of it, went away or cannot do its work at the moment: a later try may succeed. */
export const isDatabaseAway = (error: unknown): boolean => isDatabaseLost(error) || isDatabaseUnable(error)
