import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import { inTransaction } from '@/lib/db/transaction'

/** Deletes the user's set with its files. @returns false where there is no such set of theirs. */
export function deleteExport(
  user: EventUser,
  exportId: string,
  source: RequestSource,
  now: Date,
): Promise<boolean> {
  return inTransaction(async (client) => {
    const { rowCount } = await client.query(
      'DELETE FROM export_request WHERE account_id = $1 AND export_id = $2',
      [user.accountId, exportId],
    )
    if (!rowCount) return false
    await recordEvent(client, { ...eventOf(user, source, now), kind: 'exportDeleted' })
    return true
  })
}
