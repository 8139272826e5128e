import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { countTarget, downloadName, type DownloadTarget } from './download-target'
import { fileEvent, type FileChoice } from './file-event'
import { requireCsvFit } from './require-csv-fit'

/**
 * Finds out what a file of the user's own contract would be, for HEAD, and notes that in the audit trail as the start of
 * the file is: it tells whether there are records.
 * @returns its name.
 * @throws PortalError `noRecords` or `tooManyForCsv` where there would be none.
 */
export async function headFile(
  user: AccountUser,
  target: DownloadTarget,
  choice: FileChoice,
  source: RequestSource,
  now: Date,
): Promise<string> {
  const records = await countTarget(user, target)
  requireCsvFit(records)
  await recordEvent(getPrisma(), {
    ...eventOf(user, source, now),
    kind: 'downloadStarted',
    detail: { ...fileEvent(target, choice, records), head: true },
  })
  return downloadName(target, choice.format)
}
