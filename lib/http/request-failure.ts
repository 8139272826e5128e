import { isDatabaseAway } from '@/lib/db/sql-state'
import { requestRefusal, type RequestRefusal } from '@/lib/errors'
import { log } from '@/lib/log'

/**
 * What a request is refused for, and that the database is away or cannot work, which is logged.
 * @returns undefined for any other error: it is to be logged, and told by its number.
 */
export function refusalOfFailure(error: unknown): RequestRefusal | undefined {
  const refusal = requestRefusal(error)
  if (refusal || !isDatabaseAway(error)) return refusal
  log.error({ err: error }, 'database away')
  return { code: 'databaseAway' }
}
