import { createHash } from 'node:crypto'
import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { compareUnderStrike } from '@/lib/auth/compare-under-strike'
import { endAllSessions } from '@/lib/auth/end-all-sessions'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import {
  consumeOtp,
  otpAskedAt,
  otpMatches,
  wasOtpSent,
  type OtpSending,
  type OtpSubject,
} from '@/lib/auth/one-time-password'
import { sendLimitedOtp } from '@/lib/auth/send-limited-otp'
import { returnStrike } from '@/lib/auth/sign-in-guard'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { addressChangedMail } from '@/lib/mail/address-changed-mail'
import { isEmailAddress } from '@/lib/mail/email-address'
import { sendMail } from '@/lib/mail/send-mail'

export interface AddressChangeForm {
  oldEmail: string
  newEmail: string
  newEmailAgain: string
}

export type AddressChangeProblem =
  | { field: keyof AddressChangeForm; code: 'required' }
  | { field: 'oldEmail'; code: 'wrong' }
  | { field: 'newEmail'; code: 'form' | 'sameAsOld' }
  | { field: 'newEmailAgain'; code: 'differs' }

/** How long the code may take before the form has to be filled in again. */
const changeLifetimeSeconds = 30 * 60

/** Mailboxes are compared as people read them: blanks around and the case of letters do not count. */
const sameMailbox = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** A code for one new address confirms no other, and no other account's. */
const otpKey = (accountId: bigint, newEmail: string): OtpSubject => ({
  purpose: 'address-change',
  subject: Buffer.from(createHash('sha256').update(`${accountId}\0${newEmail}`).digest()),
})

/** The account's present address, and the language of its mails: of the page that asks where it has chosen none. */
async function readAccountMail(accountId: bigint, asked: Locale): Promise<{ email: string; locale: Locale }> {
  const { email, locale } = await getPrisma().account.findUniqueOrThrow({ where: { id: accountId } })
  return { email: email!, locale: isLocale(locale) ? locale : asked }
}

function problemsOf(form: AddressChangeForm, presentEmail: string): AddressChangeProblem[] {
  const { oldEmail, newEmail, newEmailAgain } = form
  const problems: AddressChangeProblem[] = []
  for (const field of ['oldEmail', 'newEmail', 'newEmailAgain'] as const)
    if (form[field] === '') problems.push({ field, code: 'required' })
  if (oldEmail !== '' && !sameMailbox(oldEmail, presentEmail))
    problems.push({ field: 'oldEmail', code: 'wrong' })
  if (newEmail !== '' && !isEmailAddress(newEmail)) problems.push({ field: 'newEmail', code: 'form' })
  else if (sameMailbox(newEmail, presentEmail)) problems.push({ field: 'newEmail', code: 'sameAsOld' })
  if (newEmailAgain !== '' && newEmailAgain !== newEmail)
    problems.push({ field: 'newEmailAgain', code: 'differs' })
  const fields = ['oldEmail', 'newEmail', 'newEmailAgain']
  return problems.sort((one, other) => fields.indexOf(one.field) - fields.indexOf(other.field))
}

/**
 * The first step of 第二認証パスワード送付用メールアドレス変更 (spec section 7): sends a code to the new address.
 * Nothing changes yet.
 * @param asked the language of the page, for the mails of accounts that have chosen none; here and below.
 */
export async function startAddressChange(
  user: SignedInUser,
  form: AddressChangeForm,
  asked: Locale,
  source: RequestSource,
  now: Date,
): Promise<{ problems: AddressChangeProblem[] } | { sending: OtpSending | 'tooMany' }> {
  const { accountId } = user
  const { email } = await readAccountMail(accountId, asked)
  const problems = problemsOf(form, email)
  if (problems.length > 0) return { problems }
  const change = {
    newEmail: form.newEmail,
    expiresAt: new Date(now.getTime() + changeLifetimeSeconds * 1_000),
  }
  await getPrisma().addressChange.upsert({
    where: { accountId },
    create: { accountId, ...change },
    update: change,
  })
  await recordEvent(getPrisma(), { ...eventOf(user, source, now), kind: 'addressChangeStarted' })
  return { sending: (await sendAddressChangeOtp(user, asked, source, now))! }
}

/** The address that waits to be confirmed; undefined where none does. */
export async function pendingNewEmail(user: SignedInUser, now: Date): Promise<string | undefined> {
  const change = await getPrisma().addressChange.findUnique({
    where: { accountId: user.accountId, expiresAt: { gt: now } },
  })
  return change?.newEmail
}

/** Sends a code to the address that waits. @returns undefined where none does. */
export async function sendAddressChangeOtp(
  user: SignedInUser,
  asked: Locale,
  source: RequestSource,
  now: Date,
): Promise<OtpSending | 'tooMany' | undefined> {
  const newEmail = await pendingNewEmail(user, now)
  if (newEmail === undefined) return undefined
  const { locale } = await readAccountMail(user.accountId, asked)
  return sendLimitedOtp(
    { ...user, email: newEmail, locale, key: otpKey(user.accountId, newEmail) },
    source,
    now,
  )
}

export type ConfirmedAddressChange =
  | { outcome: 'changed' }
  /** `newerAskedAt`: the code was an earlier one; when the one that is good was asked for. */
  | { outcome: 'refused'; newerAskedAt?: Date }
  | { outcome: 'gone' }
  | { outcome: 'busy' }
  | { outcome: 'locked'; until: Date }

/**
 * The second step: the code makes the new address hold, ends every session of the account and tells the old
 * address. A wrong code is a strike.
 */
export async function confirmAddressChange(
  user: SignedInUser,
  otp: string,
  asked: Locale,
  source: RequestSource,
  now: Date,
): Promise<ConfirmedAddressChange> {
  const { accountId, userId } = user
  const newEmail = await pendingNewEmail(user, now)
  if (newEmail === undefined) return { outcome: 'gone' }
  const { email: oldEmail, locale } = await readAccountMail(accountId, asked)

  const key = otpKey(accountId, newEmail)
  const compared = await compareUnderStrike(
    user,
    { kind: 'addressChangeFailure', reason: 'oneTimePassword' },
    async () => {
      if ((await pendingNewEmail(user, now)) !== newEmail) return 'gone'
      return (await otpMatches(getPrisma(), key, otp, now)) ? 'right' : 'wrong'
    },
    source,
    now,
  )
  if (compared.outcome === 'wrong') {
    const wasSent = await wasOtpSent(getPrisma(), key, otp)
    return { outcome: 'refused', newerAskedAt: wasSent ? await otpAskedAt(getPrisma(), key, now) : undefined }
  }
  if (compared.outcome !== 'right') return compared

  const isChanged = await getPrisma().$transaction(async (db) => {
    await endPendingSignIns(db, accountId)
    await returnStrike(db, userId)
    const { count } = await db.addressChange.deleteMany({ where: { accountId, newEmail } })
    if (count === 0 || !(await consumeOtp(db, key))) return false
    await db.account.update({ where: { id: accountId }, data: { email: newEmail } })
    await endAllSessions(db, accountId)
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'addressChanged' })
    return true
  })
  if (!isChanged) return { outcome: 'gone' }
  await sendMail(
    addressChangedMail({ to: oldEmail, at: now, locale }),
    `address-changed-${accountId}-${now.getTime()}`,
  )
  return { outcome: 'changed' }
}
