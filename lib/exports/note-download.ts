import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'

/** Notes in the audit trail that a user takes a file, an archive or a manifest of a set, before its first byte. */
export async function noteDownload(
  user: EventUser,
  name: string,
  source: RequestSource,
  now: Date,
): Promise<void> {
  await recordEvent(getPrisma(), {
    ...eventOf(user, source, now),
    kind: 'exportDownloaded',
    detail: { file: name },
  })
}

/** Notes with files that they were handed over to their last byte, for the page. */
export async function markDownloaded(exportId: string, parts: number[], now: Date): Promise<void> {
  await getPrisma().exportFile.updateMany({
    where: { exportId, part: { in: parts } },
    data: { downloadedAt: now },
  })
}
