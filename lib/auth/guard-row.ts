import { getPrisma, type Database } from '@/lib/db/prisma'
import { keyedHashes } from './keyed-hash'

type Hash = Buffer<ArrayBuffer>

/** Where the guard of a user ID may be: user IDs are not stored, since people type passwords into that field too. */
export const guardPlaces = (userId: string) => ({ userIdHash: { in: keyedHashes('user-id', userId) } })

/**
 * Works on the one guard row of a user ID. While two of the server's keys hold, failures may be counted under the hash of
 * either: one is made of both first, and nobody who knows both keys works on it meanwhile, so that neither a change of
 * keys nor a burst of guesses at processes before and after it gives another three (docs/decisions/0091).
 * @param limits failures that lock, and for how long.
 * @param work is given the hash of the row, which may not exist.
 */
export async function onGuardRow<Result>(
  db: Database,
  userId: string,
  limits: { strikesMax: number; lockSeconds: number },
  work: (db: Database, userIdHash: Hash) => Promise<Result>,
): Promise<Result> {
  const [userIdHash, previousHash] = keyedHashes('user-id', userId)
  if (!previousHash) return work(db, userIdHash)
  const workAlone = async (transaction: Database) => {
    await holdUserId(transaction, [userIdHash, previousHash])
    await carryOver(transaction, userIdHash, previousHash, limits)
    return work(transaction, userIdHash)
  }
  return db === getPrisma() ? getPrisma().$transaction(workAlone) : workAlone(db)
}

/** SQL, since Prisma has no word for advisory locks. Of two keys each process takes the same lock, whichever signs. */
async function holdUserId(db: Database, hashes: Hash[]): Promise<void> {
  const [first] = hashes.map((hash) => hash.readBigInt64BE()).sort((a, b) => (a < b ? -1 : 1))
  await db.$executeRaw`SELECT pg_advisory_xact_lock(${first})`
}

/**
 * Moves what is counted under the previous hash to the present one. Where both count, a process that knows the one key
 * alone has counted too: failures add up, unless a lock was over when the other's last failure came, as it would have
 * forgotten them. SQL, since Prisma has no word for an upsert from a row that it deletes.
 */
async function carryOver(
  db: Database,
  userIdHash: Hash,
  previousHash: Hash,
  { strikesMax, lockSeconds }: { strikesMax: number; lockSeconds: number },
): Promise<void> {
  await db.$executeRaw`
    WITH previous AS (DELETE FROM sign_in_guard WHERE user_id_hash = ${previousHash} RETURNING *)
    INSERT INTO sign_in_guard AS guard
      (user_id_hash, is_known, strikes, locked_until, last_failure_at, comparing, comparing_until, lock_noted_at,
       lock_recorded)
    SELECT ${userIdHash}, is_known, strikes, locked_until, last_failure_at, comparing, comparing_until, lock_noted_at,
           lock_recorded
    FROM previous
    ON CONFLICT (user_id_hash) DO UPDATE SET
      strikes = CASE WHEN guard.locked_until <= excluded.last_failure_at THEN excluded.strikes
                     WHEN excluded.locked_until <= guard.last_failure_at THEN guard.strikes
                     ELSE guard.strikes + excluded.strikes END,
      locked_until = CASE WHEN guard.locked_until <= excluded.last_failure_at THEN excluded.locked_until
                          WHEN excluded.locked_until <= guard.last_failure_at THEN guard.locked_until
                          WHEN guard.strikes + excluded.strikes >= ${strikesMax}
                          THEN coalesce(greatest(guard.locked_until, excluded.locked_until),
                                        greatest(guard.last_failure_at, excluded.last_failure_at)
                                          + make_interval(secs => ${lockSeconds})) END,
      last_failure_at = greatest(guard.last_failure_at, excluded.last_failure_at),
      comparing = guard.comparing + excluded.comparing,
      comparing_until = greatest(guard.comparing_until, excluded.comparing_until),
      lock_noted_at = greatest(guard.lock_noted_at, excluded.lock_noted_at),
      lock_recorded = guard.lock_recorded OR excluded.lock_recorded,
      is_known = guard.is_known OR excluded.is_known`
}
