import { randomInt, timingSafeEqual } from 'node:crypto'
import { getPool } from '@/lib/db/pool'
import type { Queryable } from '@/lib/db/transaction'
import type { MailOutcome } from '@/lib/mail/send-mail'
import { keyedHash } from './keyed-hash'

/** A code is good for this long after it was sent (spec section 3). */
export const otpLifetimeSeconds = 10 * 60
/** How long to wait before asking for another. */
export const otpCooldownSeconds = 60

/** What a code is for: one of one purpose opens nothing of another. */
export interface OtpSubject {
  purpose: 'sign-in' | 'address-change'
  /** The pending sign-in's token hash, or the account. */
  subject: Buffer
}

export type OtpSending = 'sent' | 'notSent' | { waitSeconds: number }

const hashOf = ({ purpose, subject }: OtpSubject, code: string) =>
  keyedHash('one-time-password', `${purpose}\0${subject.toString('hex')}\0${code}`)

/**
 * Makes a code of six digits from the system's secure source and has it sent.
 *
 * While the mail is on its way the earlier code and the new one are both good: the earlier one falls only when
 * the new one was really sent, and a mail that was refused leaves everything as it was. Where the mail service
 * did not answer both stay good, since the mail may yet arrive; should yet another be asked for, the younger of
 * the two is the earlier one.
 * @param send hands the code to the mail service.
 * @returns `waitSeconds` where the last one was sent less than a minute ago; of two requests at once one sends.
 */
export async function sendOtp(
  key: OtpSubject,
  send: (code: string) => Promise<MailOutcome>,
  now: Date,
): Promise<OtpSending> {
  const db = getPool()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const nextHash = hashOf(key, code)
  await db.query('DELETE FROM one_time_password WHERE send_started_at < $1', [
    new Date(now.getTime() - 2 * otpLifetimeSeconds * 1_000),
  ])
  const cooledDown = new Date(now.getTime() - otpCooldownSeconds * 1_000)
  const { rowCount: claimed } = await db.query(
    `INSERT INTO one_time_password AS otp (purpose, subject, next_hash, next_expires_at, send_started_at)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (purpose, subject) DO UPDATE
       SET replaced = CASE WHEN otp.next_expires_at > $5 THEN array_remove(otp.replaced || otp.hash, NULL) ELSE otp.replaced END,
           hash = CASE WHEN otp.next_expires_at > $5 THEN otp.next_hash ELSE otp.hash END,
           expires_at = CASE WHEN otp.next_expires_at > $5 THEN otp.next_expires_at ELSE otp.expires_at END,
           next_hash = $3, next_expires_at = $4, send_started_at = $5
       WHERE otp.send_started_at <= $6`,
    [key.purpose, key.subject, nextHash, expiryFrom(now), now, cooledDown],
  )
  if (claimed === 0) return { waitSeconds: await secondsToWait(db, key, now) }

  const outcome = await send(code).catch((): MailOutcome => 'refused')
  const mine = [key.purpose, key.subject, nextHash]
  if (outcome === 'sent')
    await db.query(
      `UPDATE one_time_password SET replaced = array_remove(replaced || hash, NULL), hash = next_hash, expires_at = next_expires_at,
              next_hash = NULL, next_expires_at = NULL
       WHERE purpose = $1 AND subject = $2 AND next_hash = $3`,
      mine,
    )
  if (outcome === 'refused')
    await db.query(
      `UPDATE one_time_password SET next_hash = NULL, next_expires_at = NULL, send_started_at = $4
       WHERE purpose = $1 AND subject = $2 AND next_hash = $3`,
      [...mine, cooledDown],
    )
  return outcome === 'sent' ? 'sent' : 'notSent'
}

const expiryFrom = (now: Date) => new Date(now.getTime() + otpLifetimeSeconds * 1_000)

async function secondsToWait(db: Queryable, { purpose, subject }: OtpSubject, now: Date): Promise<number> {
  const { rows } = await db.query<{ send_started_at: Date }>(
    'SELECT send_started_at FROM one_time_password WHERE purpose = $1 AND subject = $2',
    [purpose, subject],
  )
  const startedAt = rows[0]?.send_started_at.getTime() ?? 0
  return Math.max(1, Math.ceil((startedAt - now.getTime()) / 1_000 + otpCooldownSeconds))
}

/**
 * Compares a code, in constant time, with those that are good at present. Counting the strike comes before, and
 * using the code up after (`consumeOtp`).
 */
export async function otpMatches(db: Queryable, key: OtpSubject, code: string, now: Date): Promise<boolean> {
  const { rows } = await db.query<{ good: (Buffer | null)[] }>(
    `SELECT ARRAY[
       CASE WHEN expires_at > $3 THEN hash END,
       CASE WHEN next_expires_at > $3 THEN next_hash END
     ] AS good
     FROM one_time_password WHERE purpose = $1 AND subject = $2`,
    [key.purpose, key.subject, now],
  )
  const given = hashOf(key, code)
  const nothing = Buffer.alloc(given.length)
  const [current, next] = rows[0]?.good ?? []
  const matches = [current, next].map((hash) => timingSafeEqual(hash ?? nothing, given) && hash !== null)
  return matches.includes(true)
}

/** When the newest code that is good at present was asked for; undefined where none is. */
export async function otpAskedAt(db: Queryable, key: OtpSubject, now: Date): Promise<Date | undefined> {
  const { rows } = await db.query<{ expires_at: Date | null }>(
    `SELECT greatest(expires_at, next_expires_at) AS expires_at FROM one_time_password
     WHERE purpose = $1 AND subject = $2 AND greatest(expires_at, next_expires_at) > $3`,
    [key.purpose, key.subject, now],
  )
  const expiresAt = rows[0]?.expires_at
  return expiresAt ? new Date(expiresAt.getTime() - otpLifetimeSeconds * 1_000) : undefined
}

/** Whether a code was sent for a subject, be it replaced or expired by now. Unlike `otpMatches` it opens nothing. */
export async function wasOtpSent(db: Queryable, key: OtpSubject, code: string): Promise<boolean> {
  const { rows } = await db.query<{ sent: Buffer[] }>(
    `SELECT array_remove(replaced || hash || next_hash, NULL) AS sent FROM one_time_password
     WHERE purpose = $1 AND subject = $2`,
    [key.purpose, key.subject],
  )
  const given = hashOf(key, code)
  return (rows[0]?.sent ?? []).some((hash) => timingSafeEqual(hash, given))
}

/** Uses up the codes of a subject. @returns whether this call did: of any number at once, one does. */
export async function consumeOtp(db: Queryable, { purpose, subject }: OtpSubject): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM one_time_password WHERE purpose = $1 AND subject = $2', [
    purpose,
    subject,
  ])
  return rowCount === 1
}
