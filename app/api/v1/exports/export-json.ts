import { getTranslations } from 'next-intl/server'
import type { z } from 'zod'
import type { exportAnswer } from '@/lib/api/schemas'
import type { ExportSet } from '@/lib/exports/find-export'
import { exactNumber, isoTime } from '@/lib/files/json-values'
import { apiPaths } from '@/lib/api-paths'
import type { DownloadTarget } from '@/lib/usage/download-target'
import { defaultSort } from '@/lib/usage/sort'

const timeOrNull = (time: Date | null) => time && isoTime(time)

/** A bulk set as programs see it. */
export async function exportJson(set: ExportSet): Promise<z.infer<typeof exportAnswer>> {
  const t = await getTranslations('exports')
  const { exportId, failure, state } = set
  const of = 'call' in set.target ? 'call' : 'search'
  return {
    id: exportId,
    state,
    recordsDone: set.recordsDone,
    recordsTotal: set.recordsTotal,
    waitingBefore: set.waitingBefore,
    ...targetJson(set.target),
    encoding: set.encoding,
    formulas: set.formulas,
    names: set.withNames,
    requestedAt: isoTime(set.requestedAt),
    asOf: timeOrNull(set.asOf),
    finishedAt: timeOrNull(set.finishedAt),
    expiresAt: timeOrNull(set.expiresAt),
    failure: failure && { code: failure, detail: t(`failures.${failure}`, { of }) },
    files: set.files.map(({ part, name, records, sizeBytes, sha256, charge }) => ({
      part,
      name,
      records,
      sizeBytes,
      sha256,
      charge: exactNumber(charge),
      href: apiPaths.exportFile(exportId, part),
    })),
    zip: state === 'ready' ? apiPaths.exportZip(exportId) : null,
    manifest: state === 'ready' ? apiPaths.exportManifest(exportId) : null,
  }
}

function targetJson(target: DownloadTarget): Pick<z.infer<typeof exportAnswer>, 'search' | 'call'> {
  if ('search' in target) {
    const { startDate, startHour, endDate, endHour, by, sort = defaultSort, filter } = target.search
    const period = { startDate, startHour, endDate, endHour }
    return { search: { period, by, sort, filter: filter?.id ?? null }, call: null }
  }
  const { callId, calledAt, numbers } = target.call
  const range = { destinationNoFrom: numbers?.from ?? null, destinationNoTo: numbers?.to ?? null }
  return { search: null, call: { callId: String(callId), calledAt: isoTime(calledAt), ...range } }
}
