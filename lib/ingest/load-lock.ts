import type { ClientBase } from 'pg'
import { loadLockKey } from '@/lib/db/load-lock-key'

/**
 * Lets one transaction at a time change stored usage: loads, repairs and purges wait for each other, readers for
 * none of them. One lock for all days, since a call's number is unique in its contract whatever its day; held
 * until the end of the transaction. SQL, since Prisma has no word for locks.
 * @param onWait called when somebody else holds it.
 */
export async function takeLoadLock(client: ClientBase, onWait: () => void = () => {}): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${loadLockKey}) AS taken`,
  )
  if (rows[0]!.taken) return
  onWait()
  await client.query(`SELECT pg_advisory_xact_lock(${loadLockKey})`)
}
