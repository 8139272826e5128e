import { recordEvent } from '@/lib/audit/record-event'
import { endAllSessions } from '@/lib/auth/end-all-sessions'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import { inTransaction, type Queryable } from '@/lib/db/transaction'
import type { Locale } from '@/lib/i18n/locale'
import { log } from '@/lib/log'
import { addressChangedMail } from '@/lib/mail/address-changed-mail'
import { usesOutbox } from '@/lib/mail/outbox'
import { sendMail, type MailOutcome } from '@/lib/mail/send-mail'
import { AccountError } from './account-error'
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
 * @throws AccountError `unknownAccount`, or `addressSame` where the account has that address already.
 */
export async function setAddress(
  change: { userId: string; email: string; reason: string },
  operator: string,
  now: Date,
): Promise<OldAddressTold> {
  const former = await inTransaction((db) => replaceAddress(db, change, operator, now))
  return tellOldAddress(former, now)
}

async function replaceAddress(
  db: Queryable,
  { userId, email, reason }: { userId: string; email: string; reason: string },
  operator: string,
  now: Date,
): Promise<FormerMailbox> {
  const { accountId, contractNumber } = await findAccount(db, userId)
  await endPendingSignIns(db, accountId)
  await db.query('DELETE FROM address_change WHERE account_id = $1', [accountId])
  const { rows } = await db.query<Omit<FormerMailbox, 'accountId'>>(
    'SELECT email, locale FROM account WHERE account_id = $1 FOR UPDATE',
    [accountId],
  )
  const former = rows[0]!
  if (former.email === email) throw new AccountError({ code: 'addressSame', userId })
  await db.query('UPDATE account SET email = $2 WHERE account_id = $1', [accountId, email])
  await endAllSessions(db, accountId)
  await recordEvent(db, {
    kind: 'addressSet',
    at: now,
    actor: `operator:${operator}`,
    accountId,
    contractNumber,
    detail: { reason },
  })
  return { accountId, ...former }
}

/** The change holds already: a mail that fails is told, not thrown. */
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
