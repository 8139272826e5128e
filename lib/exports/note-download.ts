import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'

/**
 * Notes in the audit trail that a user takes a file, an archive or a manifest of a set, before its first byte; or asks
 * what it is, without it (`isHead`).
 */
export async function noteDownload(
  user: EventUser,
  { name, isHead }: { name: string; isHead: boolean },
  source: RequestSource,
  now: Date,
): Promise<void> {
  await recordEvent(getPrisma(), {
    ...eventOf(user, source, now),
    kind: 'exportDownloaded',
    detail: { file: name, ...(isHead && { head: true }) },
  })
}

/** Notes with files that they were handed over whole, for the page and for what may be replaced unasked. */
export async function markDownloaded(exportId: string, parts: number[], now: Date): Promise<void> {
  await getPrisma().exportFile.updateMany({
    where: { exportId, part: { in: parts } },
    data: { downloadedAt: now },
  })
}
