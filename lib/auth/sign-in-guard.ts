import { setTimeout as pause } from 'node:timers/promises'
import type { Queryable } from '@/lib/db/transaction'
import { keyedHash } from './keyed-hash'

/** Failures in a row that lock (spec section 3). */
export const strikesMax = 3
export const lockSeconds = 10 * 60

/** A comparison that takes longer has died with its process: its strike counts as a failure from then on. */
const comparisonSeconds = 10
/** How long a try waits for comparisons under way, and how often it looks. */
const waitMilliseconds = 3_000
const lookMilliseconds = 150
/** Tries that may wait at once in a process: each looks at the database again and again. */
export const waitingMax = 20

// On globalThis: Next.js bundles each route handler apart from the pages.
const shared = globalThis as typeof globalThis & { portalWaitingStrikes?: number }

/** A try during a lock is noted at most once within this time. */
const lockNoteSeconds = 60

/**
 * `busy`: three secrets are still being compared, and only their end tells whether the user ID is locked; or too many
 * tries wait for such an end already.
 */
export type Strike =
  { outcome: 'taken'; isFirst: boolean } | { outcome: 'locked'; until: Date } | { outcome: 'busy' }

interface StrikeTaker {
  userId: string
  isKnown: boolean
}

/** The guard's key: user IDs are not stored, since people type passwords into that field too. */
const guardKey = (userId: string) => keyedHash('user-id', userId)

const secondsFrom = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000)

/**
 * Counts a strike against a user ID, known or not, before its secret is compared.
 *
 * While three strikes are taken and one of their secrets is still being compared, a further try waits for it, three
 * seconds at most, if fewer than `waitingMax` wait: a right secret gives its strike back. Each strike taken ends with
 * `keepStrike`, `returnStrike` or `clearStrikes`.
 * @returns whether the secret may be compared.
 */
export async function takeStrike(db: Queryable, taker: StrikeTaker, now: Date): Promise<Strike> {
  const strike = await tryToTakeStrike(db, taker, now)
  const waiting = shared.portalWaitingStrikes ?? 0
  if (strike.outcome !== 'busy' || waiting >= waitingMax) return strike
  shared.portalWaitingStrikes = waiting + 1
  try {
    return await waitForStrike(db, taker, now)
  } finally {
    shared.portalWaitingStrikes -= 1
  }
}

/** Only reads until the strikes that are taken are no longer all under comparison. */
async function waitForStrike(db: Queryable, taker: StrikeTaker, now: Date): Promise<Strike> {
  for (let waited = lookMilliseconds; waited <= waitMilliseconds; waited += lookMilliseconds) {
    await pause(lookMilliseconds)
    const later = new Date(now.getTime() + waited)
    if (await isUnderComparison(db, taker.userId, later)) continue
    const strike = await tryToTakeStrike(db, taker, later)
    if (strike.outcome !== 'busy') return strike
  }
  return { outcome: 'busy' }
}

async function isUnderComparison(db: Queryable, userId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM sign_in_guard
     WHERE user_id_hash = $1 AND locked_until > $2 AND comparing > 0 AND comparing_until > $2`,
    [guardKey(userId), now],
  )
  return rowCount === 1
}

/**
 * One conditional statement decides, so that of any number of parallel guesses at most three are compared. The
 * third strike locks at once; while the lock stands no strike is taken, so that trying again neither extends
 * nor restarts it.
 */
async function tryToTakeStrike(db: Queryable, { userId, isKnown }: StrikeTaker, now: Date): Promise<Strike> {
  const { rows } = await db.query<{ strikes: number }>(
    `INSERT INTO sign_in_guard AS guard
       (user_id_hash, is_known, strikes, last_failure_at, comparing, comparing_until) VALUES ($1, $5, 1, $2, 1, $6)
     ON CONFLICT (user_id_hash) DO UPDATE SET
       strikes = CASE WHEN guard.locked_until IS NULL THEN guard.strikes + 1 ELSE 1 END,
       locked_until = CASE WHEN guard.locked_until IS NULL AND guard.strikes + 1 >= $3 THEN $4::timestamptz END,
       last_failure_at = $2,
       comparing = CASE WHEN guard.comparing_until > $2 THEN guard.comparing + 1 ELSE 1 END,
       comparing_until = $6,
       lock_noted_at = NULL,
       lock_recorded = false,
       is_known = $5
     WHERE guard.locked_until IS NULL OR guard.locked_until <= $2
     RETURNING strikes`,
    [
      guardKey(userId),
      now,
      strikesMax,
      secondsFrom(now, lockSeconds),
      isKnown,
      secondsFrom(now, comparisonSeconds),
    ],
  )
  const [row] = rows
  if (row) return { outcome: 'taken', isFirst: row.strikes === 1 }
  const until = await lockedUntil(db, userId, now)
  return until ? { outcome: 'locked', until } : { outcome: 'busy' }
}

/**
 * Lets a strike stand, since its secret was wrong.
 * @returns until when the user ID is locked, where this was the last of three failures.
 */
export async function keepStrike(db: Queryable, userId: string, now: Date): Promise<Date | undefined> {
  const { rows } = await db.query<{ locked_until: Date | null }>(
    `UPDATE sign_in_guard SET comparing = greatest(comparing - 1, 0) WHERE user_id_hash = $1
     RETURNING CASE WHEN comparing = 0 OR comparing_until <= $2 THEN locked_until END AS locked_until`,
    [guardKey(userId), now],
  )
  return rows[0]?.locked_until ?? undefined
}

/**
 * Gives back a strike whose secret was right, or was not compared. Earlier failures stay counted: only the last
 * factor clears them, so that a known password does not refill guesses at the one-time password.
 */
export async function returnStrike(db: Queryable, userId: string): Promise<void> {
  const key = guardKey(userId)
  await db.query(
    `UPDATE sign_in_guard SET strikes = greatest(strikes - 1, 0), comparing = greatest(comparing - 1, 0), locked_until = NULL
     WHERE user_id_hash = $1`,
    [key],
  )
  await db.query('DELETE FROM sign_in_guard WHERE user_id_hash = $1 AND strikes = 0', [key])
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

/**
 * Until when a user ID is locked, or undefined where it is not. Three strikes whose secrets are still being compared
 * are no lock yet.
 */
export async function lockedUntil(db: Queryable, userId: string, now: Date): Promise<Date | undefined> {
  const { rows } = await db.query<{ locked_until: Date }>(
    `SELECT locked_until FROM sign_in_guard
     WHERE user_id_hash = $1 AND locked_until > $2 AND (comparing = 0 OR comparing_until <= $2)`,
    [guardKey(userId), now],
  )
  return rows[0]?.locked_until
}

/**
 * Takes the note of a try during a lock. One conditional statement decides: of any number of tries within a minute
 * one gets it.
 * @returns whether this try is the one to be noted.
 */
export async function takeLockNote(db: Queryable, userId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE sign_in_guard SET lock_noted_at = $2
     WHERE user_id_hash = $1 AND (lock_noted_at IS NULL OR lock_noted_at <= $3)`,
    [guardKey(userId), now, secondsFrom(now, -lockNoteSeconds)],
  )
  return rowCount === 1
}

/**
 * Takes the right to write a lock into the audit trail. One conditional statement decides, so that it is written once.
 * @param db the transaction that writes it.
 * @returns whether the caller is the one to write it.
 */
export async function takeLockRecord(db: Queryable, userId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE sign_in_guard SET lock_recorded = true
     WHERE user_id_hash = $1 AND locked_until IS NOT NULL AND NOT lock_recorded`,
    [guardKey(userId)],
  )
  return rowCount === 1
}
