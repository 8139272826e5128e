import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import type { Queryable } from '@/lib/db/transaction'
import { destinationRangeParameters, type CallDestinations } from './call-destinations'
import type { UsageFileScope } from './copy-usage'
import { countUsage, type UsageTotals } from './count'
import { countCall } from './count-call'
import { callFileName, usageFileName } from './file-name'
import { csvRecordsMax } from './limits'
import { periodInstants } from './period'
import { usageSearchParameters, type UsageKind, type UsageOutput, type UsageSearch } from './search'

/** What a CSV or a bulk export is made of: a search, or destinations of one call of the user's own contract. */
export type DownloadTarget = { search: UsageSearch } | { call: CallDestinations }

type Owner = Pick<SignedInUser, 'contractNumber'>

/** How many records the CSV of a target has; of a call, no more is counted than tells that it is too many. */
export async function countTarget(owner: Owner, target: DownloadTarget, db: Queryable): Promise<number> {
  if ('search' in target) return (await countUsage(owner, target.search, target.search.by, db)).records
  const { rows } = await db.query<{ records: number }>(
    `SELECT count(*)::int AS records FROM (
       SELECT FROM usage_destination WHERE contract_number = $1 AND call_id = $2 LIMIT $3
     ) AS counted`,
    [owner.contractNumber, target.call.callId, csvRecordsMax + 1],
  )
  return rows[0]!.records
}

/** Exact figures of a target, whatever its size. @param db see `countUsage`. */
export async function totalTarget(
  owner: Owner,
  target: DownloadTarget,
  db: Queryable = getPool(),
): Promise<UsageTotals> {
  return 'search' in target
    ? countUsage(owner, target.search, target.search.by, db)
    : (await countCall(owner, target.call, db)).totals
}

/** What a row of a target is. */
export const targetKind = (target: DownloadTarget): UsageKind =>
  'search' in target ? target.search.by : 'destination'

export function targetScope({ contractNumber }: Owner, target: DownloadTarget): UsageFileScope {
  const kind = targetKind(target)
  if ('search' in target) return { contractNumber, kind, period: periodInstants(target.search) }
  const { callId, numbers } = target.call
  return { contractNumber, kind, callId, destinationNumbers: numbers }
}

/** The name of a target's file. @param part of a bulk export. */
export const targetName = (target: DownloadTarget, part?: number) =>
  'search' in target ? usageFileName(target.search, part) : callFileName(target.call, part)

/** What the audit trail says of it. */
export function targetEvent(target: DownloadTarget, output: UsageOutput): Record<string, string> {
  if ('search' in target) return usageSearchParameters({ ...target.search, output })
  const { callId, calledAt, numbers } = target.call
  return {
    callId: String(callId),
    calledAt: calledAt.toISOString(),
    ...destinationRangeParameters(numbers),
  }
}
