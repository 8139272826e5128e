import { diskFull, sqlStateOf, undefinedTable } from '@/lib/db/sql-state'
import { PortalError } from '@/lib/errors'
import { CommitFailure } from './in-japan-time'

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
  const state = sqlStateOf(cause)
  if (state === undefined || state === undefinedTable) return undefined
  if (state === diskFull) return new PortalError({ code: 'diskFull' }, { cause })
  return new PortalError({ code: 'databaseRefused', reason: (cause as Error).message }, { cause })
}

function isLost(error: unknown): boolean {
  const state = sqlStateOf(error)
  if (state !== undefined) return serverEnds.test(state)
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  if (['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT'].includes(code ?? '')) return true
  // Those of pg have no code.
  return /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
}
