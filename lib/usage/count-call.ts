import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { Prisma } from '@/lib/db/generated/client'
import type { Queryable } from '@/lib/db/transaction'
import type { CallDestinations } from './call-destinations'
import type { UsageSpan, UsageTotals } from './count'

type Owner = Pick<SignedInUser, 'contractNumber'>

export interface CountedCall {
  totals: UsageTotals
  /** Absent where there are no destinations. */
  span?: UsageSpan
}

/** The row of `callTotalsSql`; its times are texts where it came as JSON. */
export interface CallTotalsRow {
  records: number
  sentPages: string
  billedPages: string
  charge: string
  first: Date | string | null
  last: Date | string | null
}

/** What keeps a statement over a call's destinations to a range of them, where there is one. */
export const inRangeSql = (numbers: CallDestinations['numbers']) =>
  numbers ? Prisma.sql`AND destination_no BETWEEN ${numbers.from} AND ${numbers.to}` : Prisma.empty

/** The statement that counts and totals destinations of a call in their rows; `countedCall` reads its one row. */
export const callTotalsSql = (
  { contractNumber }: Owner,
  { callId, numbers }: Pick<CallDestinations, 'callId' | 'numbers'>,
) => Prisma.sql`
  SELECT count(*)::int AS records, coalesce(sum(sent_pages), 0)::text AS "sentPages",
         coalesce(sum(billed_pages), 0)::text AS "billedPages", coalesce(sum(charge), 0)::text AS charge,
         min(called_at) AS first, max(called_at) AS last
  FROM usage_destination WHERE contract_number = ${contractNumber} AND call_id = ${callId}
  ${inRangeSql(numbers)}`

/** What the row of `callTotalsSql` tells. */
export function countedCall(row: CallTotalsRow): CountedCall {
  return {
    totals: {
      records: row.records,
      destinations: BigInt(row.records),
      acceptedPages: 0n,
      sentPages: BigInt(row.sentPages),
      billedPages: BigInt(row.billedPages),
      charge: BigInt(row.charge),
    },
    span: row.first && row.last ? { first: new Date(row.first), last: new Date(row.last) } : undefined,
  }
}

/**
 * Counts and totals destinations of a call of the user's own contract, all of them or those of a range.
 * @param db a transaction, where the figures must be of the same moment as something else.
 */
export async function countCall(owner: Owner, call: CallDestinations, db: Queryable): Promise<CountedCall> {
  const { text, values } = callTotalsSql(owner, call)
  const { rows } = await db.query<CallTotalsRow>(text, values)
  return countedCall(rows[0]!)
}
