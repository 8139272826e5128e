import { exactNumber, isoTime } from '@/lib/files/json-values'
import { targetKind, type DownloadTarget } from '@/lib/usage/download-target'
import { formatPeriod } from '@/lib/usage/period'
import { usageSearchParameters } from '@/lib/usage/search'
import { totalsJson } from '@/lib/usage/totals-json'
import type { ReadySet } from './find-export'

/** A number of a call may be larger than a JSON number holds: it is a text. */
function searched(target: DownloadTarget) {
  if ('search' in target) {
    const { startDate, startHour, endDate, endHour, by } = usageSearchParameters(target.search)
    const { sort } = target.search
    const search = {
      startDate,
      startHour: Number(startHour),
      endDate,
      endHour: Number(endHour),
      by,
      ...(sort && { sort }),
    }
    const narrowedTo = target.search.filter?.conditions
    return { search, period: formatPeriod(target.search, 'ja'), ...(narrowedTo && { narrowedTo }) }
  }
  const { callId, calledAt, numbers } = target.call
  const range = numbers && { destinationNoFrom: numbers.from, destinationNoTo: numbers.to }
  return {
    search: {
      callId: String(callId),
      calledAt: isoTime(calledAt),
      ...range,
      by: targetKind(target),
    },
  }
}

/**
 * The manifest of a set (spec section 6): what was searched, of which departments where its account is limited to some,
 * of which moment the data is (and the names of its numbers,
 * where the files have them), and each file with its records, charge, size and SHA-256, so that a program can hold the
 * files against it. The same at every download.
 */
function exportManifest(set: ReadySet, contractNumber: string) {
  const { records, ...amounts } = totalsJson(set.totals, targetKind(set.target))
  return {
    version: 1,
    exportId: set.exportId,
    contractNumber,
    ...(set.departments.length > 0 && { departments: set.departments }),
    ...searched(set.target),
    encoding: set.encoding,
    formulas: set.formulas,
    ...(set.withNames && { names: { asOf: isoTime(set.asOf) } }),
    requestedAt: isoTime(set.requestedAt),
    asOf: isoTime(set.asOf),
    finishedAt: isoTime(set.finishedAt),
    expiresAt: isoTime(set.expiresAt),
    totals: {
      files: set.files.length,
      records,
      sizeBytes: set.files.reduce((sum, file) => sum + file.sizeBytes, 0),
      ...amounts,
    },
    files: set.files.map((file) => ({
      name: file.name,
      records: file.records,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      charge: exactNumber(file.charge),
    })),
  }
}

export const manifestText = (set: ReadySet, contractNumber: string) =>
  `${JSON.stringify(exportManifest(set, contractNumber), null, 2)}\n`
