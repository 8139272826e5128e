import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import { inTransaction } from '@/lib/db/transaction'

/**
 * Cancels the user's set while it is being made; its run stops within a second and leaves nothing.
 * @returns false where there is none to cancel: it is not theirs, or has ended.
 */
export function cancelExport(
  user: EventUser,
  exportId: string,
  source: RequestSource,
  now: Date,
): Promise<boolean> {
  return inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE export_request SET state = 'cancelled', failure = NULL, finished_at = $3
       WHERE account_id = $1 AND export_id = $2 AND state IN ('waiting', 'running')`,
      [user.accountId, exportId, now],
    )
    if (!rowCount) return false
    await recordEvent(client, { ...eventOf(user, source, now), kind: 'exportCancelled' })
    return true
  })
}
