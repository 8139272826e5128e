import { DatabaseError } from 'pg'
import { CommitFailure } from './in-japan-time'
import { PortalError } from '@/lib/errors'

const undefinedTable = '42P01'
const diskFull = '53100'
/** The server is being stopped, or was killed. */
const serverEnds = /^(57P0[1-5]|08...)$/

/**
 * What a failure of the database means for the operator.
 * @returns undefined for a failure of another kind.
 */
export function databaseFailure(error: unknown): PortalError | undefined {
  const isCommitting = error instanceof CommitFailure
  const cause = isCommitting ? error.cause : error
  if (isLost(cause))
    return new PortalError({ code: isCommitting ? 'commitUnknown' : 'databaseLost' }, { cause })
  if (!(cause instanceof DatabaseError) || cause.code === undefinedTable) return undefined
  if (cause.code === diskFull) return new PortalError({ code: 'diskFull' }, { cause })
  return new PortalError({ code: 'databaseRefused', reason: cause.message }, { cause })
}

function isLost(error: unknown): boolean {
  if (error instanceof DatabaseError) return serverEnds.test(error.code ?? '')
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  if (['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT'].includes(code ?? '')) return true
  // Those of pg have no code.
  return /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
}
