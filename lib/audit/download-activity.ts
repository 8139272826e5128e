import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import type { ActivityFilter } from './activity-filter'
import { readAllActivity, type ActivityRecord } from './read-activity'
import { eventOf, recordEvent, type RequestSource } from './record-event'

/**
 * Reads all of the user's own events that a filter lets through, for a file. The download is itself noted in the
 * audit trail, after what the file holds.
 * @returns undefined where no file is made: there is nothing for it, or more than one holds.
 */
export async function downloadActivity(
  user: AccountUser,
  filter: ActivityFilter,
  source: RequestSource,
  now: Date,
): Promise<ActivityRecord[] | undefined> {
  const records = await readAllActivity(user, filter)
  if (!records?.length) return undefined
  await recordEvent(getPrisma(), {
    ...eventOf(user, source, now),
    kind: 'activityDownloaded',
    detail: { ...filter, records: records.length },
  })
  return records
}
