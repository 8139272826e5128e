import type { RecordAccess } from '@/lib/auth/account-user'
import { Prisma } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/prisma'
import type { CallDestinations, DestinationRange } from './call-destinations'
import { bulkRecordsMax } from './limits'

/** One of the bulk exports that together hold destinations of a call which are too many for one. */
export interface CallSet extends DestinationRange {
  records: number
}

/**
 * The fewest bulk exports that hold the destinations of a call of the user's own contract, all of them or those of a
 * range, in the order of their 宛先 numbers. Each reaches to where the next one begins, so that none is left out
 * between two, whatever a correction adds there.
 *
 * SQL, since Prisma has no word for the place of a row among others.
 */
export function callSets(
  { contractNumber, callers }: RecordAccess,
  { callId, numbers }: Pick<CallDestinations, 'callId' | 'numbers'>,
  db: Database,
): Promise<CallSet[]> {
  const inRange = numbers
    ? Prisma.sql`AND destination_no BETWEEN ${numbers.from} AND ${numbers.to}`
    : Prisma.empty
  const ofCallers =
    callers === 'all' ? Prisma.empty : Prisma.sql`AND caller_number = ANY (${callers.numbers}::text[])`
  return db.$queryRaw<CallSet[]>`
    SELECT first AS "from", coalesce(lead(first) OVER (ORDER BY first) - 1, last) AS "to", records
    FROM (
      SELECT min(destination_no) AS first, max(destination_no) AS last, count(*)::int AS records
      FROM (
        SELECT destination_no, (row_number() OVER (ORDER BY destination_no) - 1) / ${bulkRecordsMax}::int AS set
        FROM usage_destination WHERE contract_number = ${contractNumber} AND call_id = ${callId}
        ${inRange} ${ofCallers}
      ) AS numbered GROUP BY set
    ) AS sets ORDER BY first`
}
