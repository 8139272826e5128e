import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'

/** No download takes longer. */
const watchedMinutes = 15

/** How a download that a page began stands: not come in yet, being read, read to its end, or broken off. */
export type DownloadState = 'unknown' | 'making' | 'completed' | 'broken'

/** Looks up a download of the user's own by the ticket that its page gave it. */
export async function downloadState(
  user: Pick<SignedInUser, 'accountId'>,
  ticket: string,
  now: Date,
): Promise<DownloadState> {
  const { rows } = await getPool().query<{ kind: string }>(
    `SELECT kind FROM security_event
     WHERE account_id = $1 AND at > $2 AND kind LIKE 'download%' AND detail->>'ticket' = $3
     ORDER BY at DESC, event_id DESC LIMIT 1`,
    [user.accountId, new Date(now.getTime() - watchedMinutes * 60_000), ticket],
  )
  switch (rows[0]?.kind) {
    case 'downloadStarted':
      return 'making'
    case 'downloadCompleted':
      return 'completed'
    case 'downloadBroken':
      return 'broken'
    default:
      return 'unknown'
  }
}
