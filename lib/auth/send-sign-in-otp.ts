import type { RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import type { Locale } from '@/lib/i18n/locale'
import { maskAddress } from '@/lib/mail/mask-address'
import type { OtpSending } from './one-time-password'
import { findPendingSignIn } from './pending-sign-in'
import { sendLimitedOtp } from './send-limited-otp'

/**
 * Sends the code of the sign-in that is pending in a browser.
 * @param asked the language of its page, for accounts that have chosen none.
 * @returns undefined where none is, or it needs no code.
 */
export async function sendSignInOtp(
  token: string,
  asked: Locale,
  source: RequestSource,
  now: Date,
): Promise<OtpSending | 'tooMany' | undefined> {
  const pending = await findPendingSignIn(getPrisma(), token, now)
  if (!pending?.needsOtp || pending.email === null) return undefined
  const key = { purpose: 'sign-in', subject: pending.tokenHash } as const
  const recipient = { ...pending, email: pending.email, locale: pending.locale ?? asked, key }
  return sendLimitedOtp(recipient, source, now)
}

/** Where the code of a pending sign-in goes, masked; undefined where none is pending that needs one. */
export async function pendingOtpAddress(token: string, now: Date): Promise<string | undefined> {
  const pending = await findPendingSignIn(getPrisma(), token, now)
  return pending?.needsOtp && pending.email !== null ? maskAddress(pending.email) : undefined
}
