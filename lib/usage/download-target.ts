import type { RecordAccess } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import type { FileFormat } from '@/lib/files/file-format'
import { destinationRangeParameters, type CallDestinations } from './call-destinations'
import type { UsageFileScope } from './copy-usage'
import { countUsage } from './count'
import type { UsageTotals } from './totals'
import { countCall } from './count-call'
import { callFileName, usageFileName } from './file-name'
import { csvRecordsMax } from './limits'
import { periodInstants } from './period'
import { scopeWhere } from './record-where'
import { usageSearchParameters, type UsageKind, type UsageOutput, type UsageSearch } from './search'

/** What a file or a bulk export is made of: a search, or destinations of one call of the user's own contract. */
export type DownloadTarget = { search: UsageSearch } | { call: CallDestinations }

/** How many records the file of a target has; of a call, counting stops just past what a file holds. */
export async function countTarget(owner: RecordAccess, target: DownloadTarget): Promise<number> {
  if ('search' in target) return (await countUsage(owner, target.search, target.search.by)).records
  const { contractNumber, callers } = owner
  const { callId } = target.call
  return getPrisma().usageDestination.count({
    where: scopeWhere({ contractNumber, callers, callId }),
    take: csvRecordsMax + 1,
  })
}

/** Exact figures of a target, whatever its size. */
export async function totalTarget(owner: RecordAccess, target: DownloadTarget): Promise<UsageTotals> {
  return 'search' in target
    ? countUsage(owner, target.search, target.search.by)
    : (await countCall(owner, target.call)).totals
}

/** What a row of a target is. */
export const targetKind = (target: DownloadTarget): UsageKind =>
  'search' in target ? target.search.by : 'destination'

export function targetScope(
  { contractNumber, masksNumbers, callers }: RecordAccess,
  target: DownloadTarget,
): UsageFileScope {
  const kind = targetKind(target)
  if ('search' in target) {
    const { filter, sort } = target.search
    return {
      contractNumber,
      masksNumbers,
      callers,
      kind,
      period: periodInstants(target.search),
      sort,
      conditions: filter?.conditions,
    }
  }
  const { callId, numbers } = target.call
  return { contractNumber, masksNumbers, callers, kind, callId, destinationNumbers: numbers }
}

/** The name of a target's file. @param part of a bulk export. */
export const targetName = (target: DownloadTarget, part?: number) =>
  'search' in target ? usageFileName(target.search, part) : callFileName(target.call, part)

/** The name of a target's file that is taken at once: the same but for its ending, whatever the format. */
export const downloadName = (target: DownloadTarget, format: FileFormat) =>
  targetName(target).replace(/\.csv$/, `.${format}`)

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
