import { randomInt } from 'node:crypto'
import { getPrisma, type Database } from '@/lib/db/prisma'
import type { MailOutcome } from '@/lib/mail/send-mail'
import { isKeyedHash, keyedHash } from './keyed-hash'

/** A code is good for this long after it was sent (spec section 3). */
export const otpLifetimeSeconds = 10 * 60
/** How long to wait before asking for another. */
export const otpCooldownSeconds = 60

/** What a code is for: one of one purpose opens nothing of another. */
export interface OtpSubject {
  purpose: 'sign-in' | 'address-change' | 'alert-address'
  /** The pending sign-in's token hash, or a hash of the account or contract and the address. */
  subject: Buffer<ArrayBuffer>
}

export type OtpSending = 'sent' | 'notSent' | { waitSeconds: number }

const hashedText = ({ purpose, subject }: OtpSubject, code: string) =>
  `${purpose}\0${subject.toString('hex')}\0${code}`

/**
 * Makes a code of six digits from the system's secure source and has it sent.
 *
 * While the mail is on its way the earlier code and the new one are both good: the earlier one falls only when
 * the new one was really sent, and a mail that was not taken leaves everything as it was. Where the mail service
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
  const db = getPrisma()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const nextHash = keyedHash('one-time-password', hashedText(key, code))
  await db.oneTimePassword.deleteMany({
    where: { sendStartedAt: { lt: new Date(now.getTime() - 2 * otpLifetimeSeconds * 1_000) } },
  })
  const cooledDown = new Date(now.getTime() - otpCooldownSeconds * 1_000)
  if (!(await startSending(db, key, nextHash, cooledDown, now)))
    return { waitSeconds: await secondsToWait(db, key, now) }

  const outcome = await send(code).catch((): MailOutcome => 'refused')
  if (outcome === 'sent') await replaceCode(db, key, nextHash)
  if (outcome === 'refused' || outcome === 'notTaken')
    await db.oneTimePassword.updateMany({
      where: { ...key, nextHash },
      data: { nextHash: null, nextExpiresAt: null, sendStartedAt: cooledDown },
    })
  return outcome === 'sent' ? 'sent' : 'notSent'
}

const expiryFrom = (now: Date) => new Date(now.getTime() + otpLifetimeSeconds * 1_000)

/**
 * Keeps a code as the one on its way, in SQL: Prisma has no word for an upsert with a condition. One statement decides,
 * so that of two requests at once one sends.
 * @returns whether this request is to send its code.
 */
async function startSending(
  db: Database,
  { purpose, subject }: OtpSubject,
  nextHash: Buffer<ArrayBuffer>,
  cooledDown: Date,
  now: Date,
): Promise<boolean> {
  const claimed = await db.$executeRaw`
    INSERT INTO one_time_password AS otp (purpose, subject, next_hash, next_expires_at, send_started_at)
    VALUES (${purpose}, ${subject}, ${nextHash}, ${expiryFrom(now)}, ${now})
    ON CONFLICT (purpose, subject) DO UPDATE
      SET replaced = CASE WHEN otp.next_expires_at > excluded.send_started_at
                          THEN array_remove(otp.replaced || otp.hash, NULL) ELSE otp.replaced END,
          hash = CASE WHEN otp.next_expires_at > excluded.send_started_at THEN otp.next_hash ELSE otp.hash END,
          expires_at = CASE WHEN otp.next_expires_at > excluded.send_started_at
                            THEN otp.next_expires_at ELSE otp.expires_at END,
          next_hash = excluded.next_hash, next_expires_at = excluded.next_expires_at,
          send_started_at = excluded.send_started_at
      WHERE otp.send_started_at <= ${cooledDown}`
  return claimed === 1
}

/** Makes the code that was sent the good one, in SQL: Prisma sets no column to what another holds. */
async function replaceCode(
  db: Database,
  { purpose, subject }: OtpSubject,
  nextHash: Buffer<ArrayBuffer>,
): Promise<void> {
  await db.$executeRaw`
    UPDATE one_time_password
    SET replaced = array_remove(replaced || hash, NULL), hash = next_hash, expires_at = next_expires_at,
        next_hash = NULL, next_expires_at = NULL
    WHERE purpose = ${purpose} AND subject = ${subject} AND next_hash = ${nextHash}`
}

/** As long as a hash, and none. */
const nothing = Buffer.alloc(32)

const findOtp = (db: Database, key: OtpSubject) =>
  db.oneTimePassword.findUnique({ where: { purpose_subject: key } })

async function secondsToWait(db: Database, key: OtpSubject, now: Date): Promise<number> {
  const startedAt = (await findOtp(db, key))?.sendStartedAt.getTime() ?? 0
  return Math.max(1, Math.ceil((startedAt - now.getTime()) / 1_000 + otpCooldownSeconds))
}

/**
 * Compares a code, in constant time, with those that are good at present. Counting the strike comes before, and
 * using the code up after (`consumeOtp`).
 */
export async function otpMatches(db: Database, key: OtpSubject, code: string, now: Date): Promise<boolean> {
  const otp = await findOtp(db, key)
  const isGood = (expiresAt: Date | null | undefined) => expiresAt != null && expiresAt > now
  const good = [
    isGood(otp?.expiresAt) ? otp?.hash : undefined,
    isGood(otp?.nextExpiresAt) ? otp?.nextHash : undefined,
  ]
  const text = hashedText(key, code)
  const matches = good.map((hash) => isKeyedHash(hash ?? nothing, 'one-time-password', text) && hash != null)
  return matches.includes(true)
}

/** When the newest code that is good at present was asked for; undefined where none is. */
export async function otpAskedAt(db: Database, key: OtpSubject, now: Date): Promise<Date | undefined> {
  const otp = await findOtp(db, key)
  const expiresAt = Math.max(otp?.expiresAt?.getTime() ?? 0, otp?.nextExpiresAt?.getTime() ?? 0)
  return expiresAt > now.getTime() ? new Date(expiresAt - otpLifetimeSeconds * 1_000) : undefined
}

/** Whether a code was sent for a subject, be it replaced or expired by now. Unlike `otpMatches` it opens nothing. */
export async function wasOtpSent(db: Database, key: OtpSubject, code: string): Promise<boolean> {
  const otp = await findOtp(db, key)
  if (!otp) return false
  const text = hashedText(key, code)
  const sent = [...otp.replaced, otp.hash, otp.nextHash].filter((hash) => hash !== null)
  return sent.some((hash) => isKeyedHash(hash, 'one-time-password', text))
}

/** Uses up the codes of a subject. @returns whether this call did: of any number at once, one does. */
export async function consumeOtp(db: Database, { purpose, subject }: OtpSubject): Promise<boolean> {
  const { count } = await db.oneTimePassword.deleteMany({ where: { purpose, subject } })
  return count === 1
}
