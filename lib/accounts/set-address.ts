import { recordEvent } from '@/lib/audit/record-event'
import { endAllSessions } from '@/lib/auth/end-all-sessions'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import { holdAccountRow } from '@/lib/auth/hold-account-row'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { defaultLocale, isLocale, type Locale } from '@/lib/i18n/locale'
import { log } from '@/lib/log'
import { addressChangedMail } from '@/lib/mail/address-changed-mail'
import { usesOutbox } from '@/lib/mail/outbox'
import { sendMail, type MailOutcome } from '@/lib/mail/send-mail'
import { PortalError } from '@/lib/errors'
import { findAccount } from './find-account'

/** What became of the mail to the old address: `none` where there was no address, `outbox` where no mail leaves. */
export type OldAddressTold = MailOutcome | 'outbox' | 'none'

interface FormerMailbox {
  accountId: bigint
  email: string | null
  locale: Locale
}

/**
 * Gives an account another mail address, for a user who lost the mailbox or never had one here. Ends its sessions
 * and what the old address had begun, and tells the old address.
 * @param reason for the audit trail, which does not hold the addresses; customers do not see it.
 * @throws PortalError `unknownAccount`, or `addressSame` where the account has that address already.
 */
export async function setAddress(
  change: { userId: string; email: string; reason: string },
  operator: string,
  now: Date,
): Promise<OldAddressTold> {
  const former = await getPrisma().$transaction((db) => replaceAddress(db, change, operator, now))
  return tellOldAddress(former, now)
}

async function replaceAddress(
  db: Database,
  { userId, email, reason }: { userId: string; email: string; reason: string },
  operator: string,
  now: Date,
): Promise<FormerMailbox> {
  const { id: accountId, contractNumber } = await findAccount(db, userId)
  await endPendingSignIns(db, accountId)
  await db.addressChange.deleteMany({ where: { accountId } })
  await holdAccountRow(db, accountId)
  const former = await db.account.findUniqueOrThrow({ where: { id: accountId } })
  if (former.email === email) throw new PortalError({ code: 'addressSame', userId })
  await db.account.update({ where: { id: accountId }, data: { email } })
  await endAllSessions(db, accountId)
  await recordEvent(db, {
    kind: 'addressSet',
    at: now,
    actor: `operator:${operator}`,
    accountId,
    contractNumber,
    detail: { reason },
  })
  return { accountId, email: former.email, locale: isLocale(former.locale) ? former.locale : defaultLocale }
}

/** The change holds already: a mail that fails is returned, not thrown. */
async function tellOldAddress(
  { accountId, email, locale }: FormerMailbox,
  now: Date,
): Promise<OldAddressTold> {
  if (email === null) return 'none'
  try {
    const mail = addressChangedMail({ to: email, at: now, locale })
    const outcome = await sendMail(mail, `address-set-${accountId}-${now.getTime()}`)
    return usesOutbox() ? 'outbox' : outcome
  } catch (error) {
    log.error({ err: error }, 'mail not sent')
    return 'refused'
  }
}
