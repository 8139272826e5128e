import { createHash } from 'node:crypto'
import { z } from 'zod'
import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { databaseLimit } from '@/lib/auth/database-limit'
import {
  consumeOtp,
  otpLifetimeSeconds,
  otpMatches,
  type OtpSending,
  type OtpSubject,
} from '@/lib/auth/one-time-password'
import { requirePermission } from '@/lib/auth/permissions'
import { sendLimitedOtp } from '@/lib/auth/send-limited-otp'
import { getPrisma } from '@/lib/db/prisma'
import { sqlStateOf, uniqueViolation } from '@/lib/db/sql-state'
import { mailLocale, type Locale } from '@/lib/i18n/locale'
import { alertCodeMail } from '@/lib/mail/alert-code-mail'
import { isEmailAddress } from '@/lib/mail/email-address'
import { alertAddressesMax, alertCodesMax } from './limits'
import type { AlertUser } from './set-alert'

const contractLimit = databaseLimit({
  keyPrefix: 'alert-codes',
  points: alertCodesMax,
  duration: 24 * 60 * 60,
})

/** Codes that may be tried for one address while one is good. */
export const codeTriesMax = 5
const tryLimit = databaseLimit({
  keyPrefix: 'alert-tries',
  points: codeTriesMax,
  duration: otpLifetimeSeconds,
})

export type AddressProblem = 'emailRequired' | 'emailForm' | 'emailKnown' | 'emailsFull'
export type CodeSending = OtpSending | 'tooMany'

/** A code for one address of one contract confirms no other: one that is removed and added again is the same. */
const otpKey = (contractNumber: string, email: string): OtpSubject => ({
  purpose: 'alert-address',
  subject: Buffer.from(createHash('sha256').update(`${contractNumber}\0${email.toLowerCase()}`).digest()),
})

/**
 * Adds an address to those of the user's contract, and sends a code to it: nothing else is mailed to it before that was
 * entered. It is in the audit trail, without the address.
 * @param locale of the page, for mails where the account has chosen none.
 * @throws PortalError `notAllowed`.
 */
export async function addAddress(
  user: AlertUser,
  email: string,
  locale: Locale,
  source: RequestSource,
  now: Date,
): Promise<{ problem: AddressProblem } | { problem?: undefined; id: string; sending: CodeSending }> {
  requirePermission(user, 'setAlerts')
  if (email === '') return { problem: 'emailRequired' }
  if (!isEmailAddress(email)) return { problem: 'emailForm' }
  const id = await storeAddress(user, email, locale, source, now)
  if (typeof id !== 'string') return id
  return { id, sending: (await sendAddressCode(user, id, locale, source, now))! }
}

async function storeAddress(
  user: AlertUser,
  email: string,
  locale: Locale,
  source: RequestSource,
  now: Date,
): Promise<string | { problem: AddressProblem }> {
  const { accountId, contractNumber } = user
  try {
    return await getPrisma().$transaction(async (db) => {
      const known = await db.alertAddress.findMany({ where: { contractNumber } })
      if (known.some((address) => address.email.toLowerCase() === email.toLowerCase()))
        return { problem: 'emailKnown' }
      const slots = Array.from({ length: alertAddressesMax }, (_, index) => index + 1)
      const slot = slots.find((free) => known.every((address) => address.slot !== free))
      if (slot === undefined) return { problem: 'emailsFull' }
      const { id } = await db.alertAddress.create({
        data: { contractNumber, email, slot, accountId, locale, addedAt: now },
        select: { id: true },
      })
      await recordEvent(db, { ...eventOf(user, source, now), kind: 'alertAddressAdded' })
      return id
    })
  } catch (error) {
    if (sqlStateOf(error) !== uniqueViolation) throw error
    // Somebody else took the slot, or added the same address, at the same moment.
    return storeAddress(user, email, locale, source, now)
  }
}

/** An address of the user's own contract; undefined for another's, and where there is none (any more). */
export const findAddress = async ({ contractNumber }: Pick<AlertUser, 'contractNumber'>, id: string) =>
  z.uuid().safeParse(id).success
    ? getPrisma().alertAddress.findFirst({ where: { id, contractNumber } })
    : null

/**
 * Sends a code to an address that waits to be confirmed.
 * @returns undefined where there is no such address.
 * @throws PortalError `notAllowed`.
 */
export async function sendAddressCode(
  user: AlertUser,
  id: string,
  asked: Locale,
  source: RequestSource,
  now: Date,
): Promise<CodeSending | undefined> {
  requirePermission(user, 'setAlerts')
  const { accountId, contractNumber } = user
  const address = await findAddress(user, id)
  if (!address || address.verifiedAt) return undefined
  if ((await contractLimit.consume(contractNumber)).used > alertCodesMax) return 'tooMany'
  const account = await getPrisma().account.findUniqueOrThrow({ where: { id: accountId } })
  const { email } = address
  const recipient = { email, locale: mailLocale(account.locale, asked), mail: alertCodeMail }
  const sending = await sendLimitedOtp(
    { ...user, ...recipient, key: otpKey(contractNumber, email) },
    source,
    now,
  )
  // What the mail service was asked to send counts, as in the limit by account: without its answer the mail may arrive.
  if (typeof sending === 'object' || sending === 'tooMany') await contractLimit.reward(contractNumber)
  return sending
}

export type ConfirmedAddress = 'verified' | 'refused' | 'tooManyTries' | 'gone'

/**
 * Confirms an address by the code that was sent to it: from then on it is mailed to. A try is counted before the code is
 * compared, so that any number of guesses at once gets no more than the others. It is in the audit trail.
 * @throws PortalError `notAllowed`.
 */
export async function confirmAddress(
  user: AlertUser,
  id: string,
  code: string,
  source: RequestSource,
  now: Date,
): Promise<ConfirmedAddress> {
  requirePermission(user, 'setAlerts')
  const { contractNumber } = user
  const address = await findAddress(user, id)
  if (!address || address.verifiedAt) return 'gone'
  const key = otpKey(contractNumber, address.email)
  if ((await tryLimit.consume(key.subject.toString('hex'))).used > codeTriesMax) return 'tooManyTries'
  if (!(await otpMatches(getPrisma(), key, code, now))) {
    // The same code that was sent twice at once is not wrong the second time.
    const isUnconfirmed = (await findAddress(user, id))?.verifiedAt === null
    return isUnconfirmed ? 'refused' : 'gone'
  }
  return getPrisma().$transaction(async (db) => {
    if (!(await consumeOtp(db, key))) return 'gone'
    const { count } = await db.alertAddress.updateMany({
      where: { id, contractNumber, verifiedAt: null },
      data: { verifiedAt: now },
    })
    if (count === 0) return 'gone'
    // It gets the alert of a month that is above the amount already.
    await db.usageAlert.updateMany({ where: { contractNumber }, data: { lookedImportId: null } })
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'alertAddressVerified' })
    return 'verified'
  })
}

/**
 * Removes an address of the user's contract with what was mailed to it, and notes it in the audit trail.
 * @returns false where there is no such address.
 * @throws PortalError `notAllowed`.
 */
export async function removeAddress(
  user: AlertUser,
  id: string,
  source: RequestSource,
  now: Date,
): Promise<boolean> {
  requirePermission(user, 'setAlerts')
  return getPrisma().$transaction(async (db) => {
    const { count } = await db.alertAddress.deleteMany({
      where: { id, contractNumber: user.contractNumber },
    })
    if (count === 0) return false
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'alertAddressRemoved' })
    return true
  })
}
