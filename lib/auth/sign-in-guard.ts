import type { Queryable } from '@/lib/db/transaction'
import { keyedHash } from './keyed-hash'

/** Failures in a row that lock (spec section 3). */
export const strikesMax = 3
export const lockSeconds = 10 * 60

/**
 * `lockedUntil` of a taken strike: it was the last one, and the lock stands unless the secret proves right.
 * Of one not taken: the lock that stood already.
 */
export type Strike =
  { taken: true; isFirst: boolean; lockedUntil?: Date } | { taken: false; lockedUntil: Date }

/** The guard's key: user IDs are not stored, since people type passwords into that field too. */
const guardKey = (userId: string) => keyedHash('user-id', userId)

/**
 * Counts a strike against a user ID, known or not, before its secret is compared.
 *
 * One conditional statement decides, so that of any number of parallel guesses at most three are compared. The
 * third strike locks at once; while the lock stands no strike is taken, so that trying again neither extends
 * nor restarts it.
 * @returns whether the secret may be compared; if not, until when the lock stands.
 */
export async function takeStrike(
  db: Queryable,
  { userId, isKnown }: { userId: string; isKnown: boolean },
  now: Date,
): Promise<Strike> {
  const key = guardKey(userId)
  const lockEnd = new Date(now.getTime() + lockSeconds * 1_000)
  const { rows } = await db.query<{ strikes: number; locked_until: Date | null }>(
    `INSERT INTO sign_in_guard AS guard (user_id_hash, is_known, strikes, last_failure_at) VALUES ($1, $5, 1, $2)
     ON CONFLICT (user_id_hash) DO UPDATE SET
       strikes = CASE WHEN guard.locked_until IS NULL THEN guard.strikes + 1 ELSE 1 END,
       locked_until = CASE WHEN guard.locked_until IS NULL AND guard.strikes + 1 >= $3 THEN $4::timestamptz END,
       last_failure_at = $2,
       is_known = $5
     WHERE guard.locked_until IS NULL OR guard.locked_until <= $2
     RETURNING strikes, locked_until`,
    [key, now, strikesMax, lockEnd, isKnown],
  )
  const [row] = rows
  if (row) return { taken: true, isFirst: row.strikes === 1, lockedUntil: row.locked_until ?? undefined }
  return { taken: false, lockedUntil: (await lockedUntil(db, userId, now)) ?? now }
}

/**
 * Gives back the strike that a right secret took. Earlier failures stay counted: only the last factor clears
 * them, so that a known password does not refill guesses at the one-time password.
 */
export async function returnStrike(db: Queryable, userId: string): Promise<void> {
  await db.query(
    `WITH returned AS (
       UPDATE sign_in_guard SET strikes = strikes - 1, locked_until = NULL WHERE user_id_hash = $1 AND strikes > 1
     )
     DELETE FROM sign_in_guard WHERE user_id_hash = $1 AND strikes <= 1`,
    [guardKey(userId)],
  )
}

/** What was forgotten; a lock among it may have ended by itself already. */
export interface ClearedStrikes {
  strikes: number
  lockedUntil: Date | undefined
}

/** Forgets all failures: after the last factor succeeded, or when an operator unlocks. */
export async function clearStrikes(db: Queryable, userId: string): Promise<ClearedStrikes> {
  const { rows } = await db.query<{ strikes: number; locked_until: Date | null }>(
    'DELETE FROM sign_in_guard WHERE user_id_hash = $1 RETURNING strikes, locked_until',
    [guardKey(userId)],
  )
  return { strikes: rows[0]?.strikes ?? 0, lockedUntil: rows[0]?.locked_until ?? undefined }
}

/**
 * Unknown user IDs whose failures are remembered. However long ago the last one was: a known ID's are remembered
 * for ever, and the two must not be told apart.
 */
const unknownIdsMax = 100_000

/** Forgets the oldest failures of unknown user IDs, so that walking through IDs cannot fill the database. */
export async function forgetUnknownUserIds(db: Queryable): Promise<void> {
  await db.query(
    `DELETE FROM sign_in_guard WHERE NOT is_known AND last_failure_at < (
       SELECT last_failure_at FROM sign_in_guard WHERE NOT is_known ORDER BY last_failure_at DESC OFFSET $1 LIMIT 1)`,
    [unknownIdsMax],
  )
}

/** Until when a user ID is locked, or undefined where it is not. */
export async function lockedUntil(db: Queryable, userId: string, now: Date): Promise<Date | undefined> {
  const { rows } = await db.query<{ locked_until: Date }>(
    'SELECT locked_until FROM sign_in_guard WHERE user_id_hash = $1 AND locked_until > $2',
    [guardKey(userId), now],
  )
  return rows[0]?.locked_until
}
