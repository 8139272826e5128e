import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma, type Database } from '@/lib/db/prisma'
import type { Locale } from '@/lib/i18n/locale'
import { compareUnderStrike } from './compare-under-strike'
import { findMistakenCode, type MistakenCode } from './find-mistaken-code'
import { consumeOtp, otpMatches, type OtpSubject } from './one-time-password'
import { consumePendingSignIn, findPendingSignIn, type PendingSignIn } from './pending-sign-in'
import { noteNetwork } from './known-network'
import { createSession } from './session'
import { clearStrikes, lockedUntil, returnStrike } from './sign-in-guard'

/**
 * `gone`: nothing is pending any more, because it was used, is too old, or never was. `busy`: other tries are still
 * being compared.
 */
export type CompletedSignIn =
  | SignedIn
  | { outcome: 'refused'; mistaken?: MistakenCode }
  | { outcome: 'gone' }
  | { outcome: 'busy' }
  | { outcome: 'locked'; until: Date | undefined }

interface SignedIn {
  outcome: 'signedIn'
  sessionId: string
  /** What the account has chosen; null where it has not. */
  locale: Locale | null
  /** Where the sign-in came from a place that is new to the account: whom to mail that. */
  newPlace?: { accountId: bigint; email: string }
}

/**
 * The last step of signing in: turns a pending sign-in into a session; once, even in a race.
 *
 * Where a one-time password is needed, the strike is taken before it is compared. All failures are forgotten
 * only here, after the last factor.
 * @param token the pending sign-in's, from the browser's cookie.
 * @param otp what was typed, for accounts with 多要素認証.
 */
export async function completeSignIn(
  { token, otp }: { token: string; otp: string | undefined },
  source: RequestSource,
  now: Date,
): Promise<CompletedSignIn> {
  const db = getPrisma()
  const pending = await findPendingSignIn(db, token, now)
  if (!pending) return { outcome: 'gone' }
  if (pending.isLockedByOperator) return { outcome: 'locked', until: undefined }

  if (!pending.needsOtp) {
    const until = await lockedUntil(db, pending.userId, now)
    return until ? { outcome: 'locked', until } : openSession(pending, source, now)
  }
  if (otp === undefined) return { outcome: 'refused' }

  const key: OtpSubject = { purpose: 'sign-in', subject: pending.tokenHash }
  const compared = await compareUnderStrike(
    pending,
    { kind: 'signInFailure', reason: 'oneTimePassword' },
    // A quicker request may have used the code up and cleared the failures: nothing is left to guess then.
    async () => {
      if (!(await findPendingSignIn(db, token, now))) return 'gone'
      return (await otpMatches(db, key, otp, now)) ? 'right' : 'wrong'
    },
    source,
    now,
  )
  if (compared.outcome === 'right') return openSession(pending, source, now, key)
  if (compared.outcome !== 'wrong') return compared
  return { outcome: 'refused', mistaken: await findMistakenCode(db, pending, otp, now) }
}

function openSession(
  pending: PendingSignIn,
  source: RequestSource,
  now: Date,
  otp?: OtpSubject,
): Promise<CompletedSignIn> {
  return getPrisma().$transaction(async (db): Promise<CompletedSignIn> => {
    const { accountId, userId, sessionVersion, tokenHash, locale, email } = pending
    const isOurs = (!otp || (await consumeOtp(db, otp))) && (await consumePendingSignIn(db, tokenHash))
    if (!isOurs) {
      // The secret was right: another request was quicker with it.
      if (otp) await returnStrike(db, userId)
      return { outcome: 'gone' }
    }
    await clearStrikes(db, userId)
    await noteSignIn(db, accountId, now)
    const isNewPlace = await noteNetwork(db, accountId, source.address, now)
    await recordEvent(db, {
      ...eventOf(pending, source, now),
      kind: 'signIn',
      ...(isNewPlace && { detail: { newPlace: true } }),
    })
    const sessionId = await createSession(db, { accountId, sessionVersion }, source, now)
    const newPlace = isNewPlace && email !== null ? { accountId, email } : undefined
    return { outcome: 'signedIn', sessionId, locale, ...(newPlace && { newPlace }) }
  })
}

/** SQL, since Prisma sets no column to what another holds: of two sign-ins at once each finds the one before it. */
async function noteSignIn(db: Database, accountId: bigint, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE account SET previous_sign_in_at = last_sign_in_at, last_sign_in_at = ${now}
    WHERE account_id = ${accountId}`
}
