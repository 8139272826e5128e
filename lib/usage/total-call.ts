import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import type { UsageSpan, UsageTotals } from './count'

/** Exact figures of the destinations of one call: the rows of its page and of its file. */
export interface CallTotals {
  totals: UsageTotals
  /** Absent where it has none. */
  span?: UsageSpan
}

interface CallTotalsRow {
  records: number
  sent_pages: string
  billed_pages: string
  charge: string
  first: Date | null
  last: Date
}

/** Counts and totals the destinations of a call of the user's own contract. */
export async function totalCall(
  user: Pick<SignedInUser, 'contractNumber'>,
  callId: bigint,
): Promise<CallTotals> {
  const { rows } = await getPool().query<CallTotalsRow>(
    `SELECT count(*)::int AS records, coalesce(sum(sent_pages), 0) AS sent_pages,
            coalesce(sum(billed_pages), 0) AS billed_pages, coalesce(sum(charge), 0) AS charge,
            min(called_at) AS first, max(called_at) AS last
     FROM usage_destination WHERE contract_number = $1 AND call_id = $2`,
    [user.contractNumber, callId],
  )
  const row = rows[0]!
  return {
    totals: {
      records: row.records,
      destinations: BigInt(row.records),
      acceptedPages: 0n,
      sentPages: BigInt(row.sent_pages),
      billedPages: BigInt(row.billed_pages),
      charge: BigInt(row.charge),
    },
    span: row.first ? { first: row.first, last: row.last } : undefined,
  }
}
