import { DatabaseError } from 'pg'
import { IngestError } from './ingest-error'

const diskFull = '53100'
/** The server is being stopped, or was killed. */
const serverEnds = /^(57P0[1-5]|08...)$/

/**
 * What a failure of the database means for the operator.
 * @param isCommitting whether it may have come after the change had been made.
 * @returns undefined for a failure of another kind.
 */
export function databaseFailure(
  error: unknown,
  { isCommitting }: { isCommitting: boolean },
): IngestError | undefined {
  if (error instanceof DatabaseError && error.code === diskFull)
    return new IngestError({ code: 'diskFull' }, { cause: error })
  if (!isLost(error)) return undefined
  return new IngestError({ code: isCommitting ? 'commitUnknown' : 'databaseLost' }, { cause: error })
}

function isLost(error: unknown): boolean {
  if (error instanceof DatabaseError) return serverEnds.test(error.code ?? '')
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  if (['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT'].includes(code ?? '')) return true
  // Those of pg have no code.
  return /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
}
