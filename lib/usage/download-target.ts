import type { SignedInUser } from '@/lib/auth/signed-in-user'
import type { Queryable } from '@/lib/db/transaction'
import type { UsageFileScope } from './copy-usage'
import { countUsage } from './count'
import { callFileName, usageFileName } from './file-name'
import { csvRecordsMax } from './limits'
import { periodInstants } from './period'
import { usageSearchParameters, type UsageSearch } from './search'

/** What a file is made of: a search, or the destinations of one call of the user's own contract. */
export type DownloadTarget = { search: UsageSearch } | { call: { callId: bigint } }

type Owner = Pick<SignedInUser, 'contractNumber'>

/** How many records the file of a target has; of a call, no more is counted than tells that it is too many. */
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

export function targetScope({ contractNumber }: Owner, target: DownloadTarget): UsageFileScope {
  return 'search' in target
    ? { contractNumber, kind: target.search.by, period: periodInstants(target.search) }
    : { contractNumber, kind: 'destination', callId: target.call.callId }
}

export const targetName = (target: DownloadTarget) =>
  'search' in target ? usageFileName(target.search) : callFileName(target.call)

/** What the audit trail says of it. */
export function targetEvent(target: DownloadTarget): Record<string, string> {
  return 'search' in target
    ? usageSearchParameters({ ...target.search, output: 'csv' })
    : { callId: String(target.call.callId) }
}
