import { z } from 'zod'
import type { SeenCallers } from '@/lib/auth/seen-callers'
import { Prisma, type ExportRequest } from '@/lib/db/generated/client'
import { fileEncodings } from '@/lib/files/file-encoding'
import { formulaChoices } from '@/lib/files/formula-choice'
import type { UsageTotals } from '@/lib/usage/totals'
import type { DownloadTarget } from '@/lib/usage/download-target'
import { storedConditions } from '@/lib/usage/parse-conditions'
import { parseUsageSearch } from '@/lib/usage/parse-search'
import { usageSearchParameters } from '@/lib/usage/search'
import { exportFailures } from './export-failures'
import { exportStates } from './export-states'

/** States of a set that is not made yet, and is to be. */
export const openStates = ['waiting', 'running']

/** What the columns of `export_request` that are text to Prisma may hold. */
export const storedState = z.enum(exportStates).exclude(['expired'])
export const storedFailure = z.enum(exportFailures).nullable()
export const storedEncoding = z.enum(fileEncodings)
export const storedFormulas = z.enum(formulaChoices)
const storedSearch = z.record(z.string(), z.string())

const amount = z.coerce.bigint()
/** Totals as `totalsColumn` writes them. */
export const storedTotals: z.ZodType<UsageTotals> = z.object({
  records: z.coerce.number(),
  destinations: amount,
  acceptedPages: amount,
  sentPages: amount,
  billedPages: amount,
  charge: amount,
})

/** Totals as JSON, whose numbers are texts: they may be larger than a JSON number holds. */
export const totalsColumn = (totals: UsageTotals): Prisma.InputJsonObject =>
  Object.fromEntries(Object.entries(totals).map(([name, value]) => [name, String(value)]))

/** The columns of `export_request` that say what a set is of. */
export function targetColumns(target: DownloadTarget) {
  if ('search' in target) {
    const { filter } = target.search
    return {
      search: usageSearchParameters({ ...target.search, output: 'bulk' }),
      conditions: filter && { ...filter.conditions },
    }
  }
  const { callId, calledAt, numbers } = target.call
  return { callId, calledAt, destinationNoFrom: numbers?.from, destinationNoTo: numbers?.to }
}

/** The columns of `export_request` that say whose records a set has. */
export const callerColumns = (callers: SeenCallers) =>
  callers === 'all'
    ? { departments: [], callerNumbers: [] }
    : { departments: callers.departments, callerNumbers: callers.numbers }

/** Reads whose records a set has: as its account saw them when it asked for it. */
export const storedCallers = ({
  departments,
  callerNumbers: numbers,
}: Pick<ExportRequest, 'departments' | 'callerNumbers'>): SeenCallers =>
  departments.length === 0 ? 'all' : { departments, numbers }

type TargetColumns = Pick<
  ExportRequest,
  'search' | 'conditions' | 'callId' | 'calledAt' | 'destinationNoFrom' | 'destinationNoTo' | 'requestedAt'
>

/**
 * Reads what a set is of; a search by the rule that let it through when it was asked for.
 * @throws Error for what that rule did not let through.
 */
export function storedTarget(row: TargetColumns): DownloadTarget {
  if (row.callId !== null && row.calledAt !== null) {
    const { destinationNoFrom: from, destinationNoTo: to } = row
    const numbers = from === null || to === null ? undefined : { from, to }
    return { call: { callId: row.callId, calledAt: row.calledAt, numbers } }
  }
  const parsed = parseUsageSearch(storedSearch.parse(row.search), row.requestedAt)
  if (parsed.state !== 'accepted') throw new Error('The stored search is refused')
  const { filter, ...asked } = parsed.search
  if (!filter) return { search: asked }
  return {
    search: { ...asked, filter: { id: filter.id, conditions: storedConditions.parse(row.conditions) } },
  }
}
