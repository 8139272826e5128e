import { recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { getPool } from '@/lib/db/pool'
import type { Locale } from '@/lib/i18n/locale'
import { otpMail } from '@/lib/mail/otp-mail'
import { sendMail } from '@/lib/mail/send-mail'
import { otpLifetimeSeconds, sendOtp, type OtpSending, type OtpSubject } from './one-time-password'

/** Codes that one account is sent within their lifetime: enough for a person, too few to flood a mailbox. */
const codesMax = 5

export interface OtpRecipient {
  accountId: bigint
  userId: string
  contractNumber: string
  /** Where the code goes. */
  email: string
  locale: Locale
  key: OtpSubject
}

/** Mails a code to an account's user, within the account's limit, and notes it in the audit trail. */
export async function sendLimitedOtp(
  { accountId, userId, contractNumber, email, locale, key }: OtpRecipient,
  source: RequestSource,
  now: Date,
): Promise<OtpSending | 'tooMany'> {
  const db = getPool()
  const since = new Date(now.getTime() - otpLifetimeSeconds * 1_000)
  const { rows } = await db.query<{ sent: number }>(
    `SELECT count(*)::int AS sent FROM security_event WHERE account_id = $1 AND at > $2 AND kind = 'otpSent'`,
    [accountId, since],
  )
  if (rows[0]!.sent >= codesMax) return 'tooMany'

  const until = new Date(now.getTime() + otpLifetimeSeconds * 1_000)
  const idempotencyKey = `otp-${key.subject.toString('hex')}-${now.getTime()}`
  const sending = await sendOtp(
    key,
    (code) => sendMail(otpMail({ to: email, code, until, locale }), idempotencyKey),
    now,
  )
  if (sending === 'sent' || sending === 'notSent')
    await recordEvent(db, {
      kind: sending === 'sent' ? 'otpSent' : 'otpNotSent',
      at: now,
      actor: `user:${userId}`,
      accountId,
      contractNumber,
      source,
    })
  return sending
}
