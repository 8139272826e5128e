import { diskFull, isDatabaseLost, sqlStateOf, undefinedTable } from '@/lib/db/sql-state'
import { PortalError } from '@/lib/errors'
import { CommitFailure } from './in-japan-time'

/**
 * What a failure of the database means for the operator.
 * @returns undefined for a failure of another kind.
 */
export function databaseFailure(error: unknown): PortalError | undefined {
  const isCommitting = error instanceof CommitFailure
  const cause = isCommitting ? error.cause : error
  if (isDatabaseLost(cause))
    return new PortalError({ code: isCommitting ? 'commitUnknown' : 'databaseLost' }, { cause })
  const state = sqlStateOf(cause)
  if (state === undefined || state === undefinedTable) return undefined
  if (state === diskFull) return new PortalError({ code: 'diskFull' }, { cause })
  return new PortalError({ code: 'databaseRefused', reason: (cause as Error).message }, { cause })
}
