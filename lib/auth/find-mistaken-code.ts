import type { Database } from '@/lib/db/prisma'
import { otpAskedAt, wasOtpSent, type OtpSubject } from './one-time-password'
import type { PendingSignIn } from './pending-sign-in'

/** A wrong code that came from another mail than the one that is good here. */
export interface MistakenCode {
  /** Whether the code is older than the good one; if not, it belongs to a sign-in begun later in another browser. */
  isOlder: boolean
  /** When the code that is good here was asked for: its mail names this time. */
  askedAt: Date
}

/** More sign-ins than an account is sent codes for at one time. */
const otherSignInsMax = 10

/**
 * Finds out whether a wrong code came from another mail to the same account: an earlier one of this sign-in, or one of
 * a sign-in in another browser. To be asked only once the strike of the wrong code is kept: the answer helps a
 * person, and saves no guess, for such a code opens nothing here.
 */
export async function findMistakenCode(
  db: Database,
  { accountId, tokenHash }: PendingSignIn,
  code: string,
  now: Date,
): Promise<MistakenCode | undefined> {
  const key = otpKey(tokenHash)
  const askedAt = await otpAskedAt(db, key, now)
  if (!askedAt) return undefined
  if (await wasOtpSent(db, key, code)) return { isOlder: true, askedAt }

  const others = await db.pendingSignIn.findMany({
    where: { accountId, tokenHash: { not: tokenHash } },
    select: { tokenHash: true },
  })
  const codes = await db.oneTimePassword.findMany({
    where: { purpose: 'sign-in', subject: { in: others.map((other) => other.tokenHash) } },
    orderBy: { sendStartedAt: 'desc' },
    take: otherSignInsMax,
    select: { subject: true, sendStartedAt: true },
  })
  for (const { subject, sendStartedAt } of codes)
    if (await wasOtpSent(db, otpKey(Buffer.from(subject)), code))
      return { isOlder: sendStartedAt <= askedAt, askedAt }
  return undefined
}

const otpKey = (tokenHash: Buffer<ArrayBuffer>): OtpSubject => ({ purpose: 'sign-in', subject: tokenHash })
