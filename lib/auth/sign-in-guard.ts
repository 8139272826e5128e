import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '@/lib/db/prisma'
import { guardPlaces, onGuardRow } from './guard-row'

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

/** Works on the guard of a user ID, whichever of the server's keys it was counted under. */
const onGuard = <Result>(
  db: Database,
  userId: string,
  work: (db: Database, userIdHash: Buffer<ArrayBuffer>) => Promise<Result>,
) => onGuardRow(db, userId, { strikesMax, lockSeconds }, work)

const secondsFrom = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000)

/**
 * Counts a strike against a user ID, known or not, before its secret is compared.
 *
 * While three strikes are taken and one of their secrets is still being compared, a further try waits for it, three
 * seconds at most, if fewer than `waitingMax` wait: a right secret gives its strike back. Each strike taken ends with
 * `keepStrike`, `returnStrike` or `clearStrikes`.
 * @returns whether the secret may be compared.
 */
export async function takeStrike(db: Database, taker: StrikeTaker, now: Date): Promise<Strike> {
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
async function waitForStrike(db: Database, taker: StrikeTaker, now: Date): Promise<Strike> {
  for (let waited = lookMilliseconds; waited <= waitMilliseconds; waited += lookMilliseconds) {
    await pause(lookMilliseconds)
    const later = new Date(now.getTime() + waited)
    if (await isUnderComparison(db, taker.userId, later)) continue
    const strike = await tryToTakeStrike(db, taker, later)
    if (strike.outcome !== 'busy') return strike
  }
  return { outcome: 'busy' }
}

async function isUnderComparison(db: Database, userId: string, now: Date): Promise<boolean> {
  const guards = await db.signInGuard.count({
    where: {
      ...guardPlaces(userId),
      lockedUntil: { gt: now },
      comparing: { gt: 0 },
      comparingUntil: { gt: now },
    },
  })
  return guards > 0
}

/**
 * One conditional statement decides, so that of any number of parallel guesses at most three are compared. The
 * third strike locks at once; while the lock stands no strike is taken, so that trying again neither extends
 * nor restarts it. SQL, since Prisma has no word for an upsert with a condition.
 */
async function tryToTakeStrike(db: Database, { userId, isKnown }: StrikeTaker, now: Date): Promise<Strike> {
  const lockEnd = secondsFrom(now, lockSeconds)
  const [taken] = await onGuard(
    db,
    userId,
    (guards, userIdHash) => guards.$queryRaw<{ strikes: number }[]>`
    INSERT INTO sign_in_guard AS guard
      (user_id_hash, is_known, strikes, last_failure_at, comparing, comparing_until)
    VALUES (${userIdHash}, ${isKnown}, 1, ${now}, 1, ${secondsFrom(now, comparisonSeconds)})
    ON CONFLICT (user_id_hash) DO UPDATE SET
      strikes = CASE WHEN guard.locked_until IS NULL THEN guard.strikes + 1 ELSE 1 END,
      locked_until = CASE WHEN guard.locked_until IS NULL AND guard.strikes + 1 >= ${strikesMax}
                          THEN ${lockEnd}::timestamptz END,
      last_failure_at = excluded.last_failure_at,
      comparing = CASE WHEN guard.comparing_until > ${now} THEN guard.comparing + 1 ELSE 1 END,
      comparing_until = excluded.comparing_until,
      lock_noted_at = NULL,
      lock_recorded = false,
      is_known = excluded.is_known
    WHERE guard.locked_until IS NULL OR guard.locked_until <= ${now}
    RETURNING strikes`,
  )
  if (taken) return { outcome: 'taken', isFirst: taken.strikes === 1 }
  const until = await lockedUntil(db, userId, now)
  return until ? { outcome: 'locked', until } : { outcome: 'busy' }
}

/**
 * Lets a strike stand, since its secret was wrong. SQL, since the count must not fall below 0, and what is returned must
 * be of the same moment.
 * @returns until when the user ID is locked, where this was the last of three failures.
 */
export async function keepStrike(db: Database, userId: string, now: Date): Promise<Date | undefined> {
  const [guard] = await onGuard(
    db,
    userId,
    (guards, userIdHash) => guards.$queryRaw<{ lockedUntil: Date | null }[]>`
    UPDATE sign_in_guard SET comparing = greatest(comparing - 1, 0) WHERE user_id_hash = ${userIdHash}
    RETURNING CASE WHEN comparing = 0 OR comparing_until <= ${now} THEN locked_until END AS "lockedUntil"`,
  )
  return guard?.lockedUntil ?? undefined
}

/**
 * Gives back a strike whose secret was right, or was not compared. Earlier failures stay counted: only the last
 * factor clears them, so that a known password does not refill guesses at the one-time password. SQL, since the counts
 * must not fall below 0.
 */
export async function returnStrike(db: Database, userId: string): Promise<void> {
  await onGuard(db, userId, async (guards, userIdHash) => {
    await guards.$executeRaw`
      UPDATE sign_in_guard
      SET strikes = greatest(strikes - 1, 0), comparing = greatest(comparing - 1, 0), locked_until = NULL
      WHERE user_id_hash = ${userIdHash}`
    await guards.signInGuard.deleteMany({ where: { userIdHash, strikes: 0 } })
  })
}

/** What was forgotten; a lock among it may have ended by itself already. */
export interface ClearedStrikes {
  strikes: number
  lockedUntil: Date | undefined
}

/**
 * Forgets all failures: after the last factor succeeded, or when an operator unlocks. SQL, since Prisma returns no row
 * that it deletes unless there must be one.
 */
export async function clearStrikes(db: Database, userId: string): Promise<ClearedStrikes> {
  const [guard] = await onGuard(
    db,
    userId,
    (guards, userIdHash) => guards.$queryRaw<{ strikes: number; lockedUntil: Date | null }[]>`
    DELETE FROM sign_in_guard WHERE user_id_hash = ${userIdHash}
    RETURNING strikes, locked_until AS "lockedUntil"`,
  )
  return { strikes: guard?.strikes ?? 0, lockedUntil: guard?.lockedUntil ?? undefined }
}

/**
 * Unknown user IDs whose failures are remembered. However long ago the last one was: a known ID's are remembered
 * for ever, and the two must not be told apart.
 */
const unknownIdsMax = 100_000

/** Forgets the oldest failures of unknown user IDs, so that walking through IDs cannot fill the database. */
export async function forgetUnknownUserIds(db: Database): Promise<void> {
  const oldestToKeep = await db.signInGuard.findFirst({
    where: { isKnown: false },
    orderBy: { lastFailureAt: 'desc' },
    skip: unknownIdsMax,
    select: { lastFailureAt: true },
  })
  if (oldestToKeep)
    await db.signInGuard.deleteMany({
      where: { isKnown: false, lastFailureAt: { lt: oldestToKeep.lastFailureAt } },
    })
}

/**
 * Until when a user ID is locked, or undefined where it is not. Three strikes whose secrets are still being compared
 * are no lock yet.
 */
export async function lockedUntil(db: Database, userId: string, now: Date): Promise<Date | undefined> {
  const guard = await db.signInGuard.findFirst({
    where: {
      ...guardPlaces(userId),
      lockedUntil: { gt: now },
      OR: [{ comparing: 0 }, { comparingUntil: { lte: now } }],
    },
    select: { lockedUntil: true },
  })
  return guard?.lockedUntil ?? undefined
}

/**
 * Takes the note of a try during a lock. One conditional statement decides: of any number of tries within a minute
 * one gets it.
 * @returns whether this try is the one to be noted.
 */
export async function takeLockNote(db: Database, userId: string, now: Date): Promise<boolean> {
  const { count } = await onGuard(db, userId, (guards, userIdHash) =>
    guards.signInGuard.updateMany({
      where: {
        userIdHash,
        OR: [{ lockNotedAt: null }, { lockNotedAt: { lte: secondsFrom(now, -lockNoteSeconds) } }],
      },
      data: { lockNotedAt: now },
    }),
  )
  return count === 1
}

/**
 * Takes the right to write a lock into the audit trail. One conditional statement decides, so that it is written once.
 * @param db the transaction that writes it.
 * @returns whether the caller is the one to write it.
 */
export async function takeLockRecord(db: Database, userId: string): Promise<boolean> {
  const { count } = await onGuard(db, userId, (guards, userIdHash) =>
    guards.signInGuard.updateMany({
      where: { userIdHash, lockedUntil: { not: null }, lockRecorded: false },
      data: { lockRecorded: true },
    }),
  )
  return count === 1
}
