import type { RequestSource } from '@/lib/audit/record-event'
import type { Locale } from '@/lib/i18n/locale'
import { log } from '@/lib/log'
import { newPlaceMail } from '@/lib/mail/new-place-mail'
import { sendMail } from '@/lib/mail/send-mail'
import { databaseLimit } from './database-limit'

/** Mails of this kind that one account is sent a day: enough to be warned, too few to flood a mailbox. */
export const newPlaceMailsMax = 5

const mailLimit = databaseLimit({ keyPrefix: 'new-place', points: newPlaceMailsMax, duration: 24 * 60 * 60 })

/** A sign-in from a network that its account had never signed in from. */
export interface NewPlace {
  accountId: bigint
  email: string
  locale: Locale
  source: RequestSource
  at: Date
}

/**
 * Mails an account that somebody has signed in from a place that is new to it, within the account's limit. The sign-in
 * holds already, so nothing is thrown: a mail that fails is in the log, and the audit trail has the new place in any case.
 */
export async function tellNewPlace({ accountId, email, locale, source, at }: NewPlace): Promise<void> {
  try {
    if ((await mailLimit.consume(String(accountId))).used > newPlaceMailsMax) {
      log.warn({ accountId: String(accountId) }, 'no more mails of new places today')
      return
    }
    const mail = newPlaceMail({ to: email, at, ...source, locale })
    await sendMail(mail, `new-place-${accountId}-${at.getTime()}`)
  } catch (error) {
    log.error({ err: error }, 'mail of a new place not sent')
  }
}
