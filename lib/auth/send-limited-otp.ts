import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import type { Locale } from '@/lib/i18n/locale'
import { otpMail } from '@/lib/mail/otp-mail'
import { sendMail } from '@/lib/mail/send-mail'
import { databaseLimit } from './database-limit'
import { otpLifetimeSeconds, sendOtp, type OtpSending, type OtpSubject } from './one-time-password'

/** Codes that one account is sent within their lifetime: enough for a person, too few to flood a mailbox. */
const codesMax = 5

const codeLimit = databaseLimit({ keyPrefix: 'code', points: codesMax, duration: otpLifetimeSeconds })

export interface OtpRecipient extends EventUser {
  /** Where the code goes. */
  email: string
  locale: Locale
  key: OtpSubject
  /** Puts the code into words; those for a user of the portal unless given. */
  mail?: typeof otpMail
}

/** Mails a code to an account's user, within the account's limit, and notes it in the audit trail. */
export async function sendLimitedOtp(
  recipient: OtpRecipient,
  source: RequestSource,
  now: Date,
): Promise<OtpSending | 'tooMany'> {
  const { email, locale, key, mail = otpMail } = recipient
  const account = String(recipient.accountId)
  if ((await codeLimit.consume(account)).used > codesMax) return 'tooMany'

  const until = new Date(now.getTime() + otpLifetimeSeconds * 1_000)
  const idempotencyKey = `otp-${key.subject.toString('hex')}-${now.getTime()}`
  const sending = await sendOtp(
    key,
    (code) => sendMail(mail({ to: email, code, askedAt: now, until, locale }), idempotencyKey),
    now,
  )
  if (typeof sending === 'object') {
    await codeLimit.reward(account)
    return sending
  }
  const kind = sending === 'sent' ? 'otpSent' : 'otpNotSent'
  await recordEvent(getPrisma(), { ...eventOf(recipient, source, now), kind })
  return sending
}
