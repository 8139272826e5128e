import { Resend } from 'resend'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import type { Mail } from './mail'
import { mailSender } from './mail-sender'
import { putInOutbox, usesOutbox } from './outbox'

/** How long the mail service may take to answer. */
const timeoutMilliseconds = 10_000

/**
 * `sent`: the mail service has it. `refused`: it has said no, and would say so again. `notTaken`: it has not taken it this
 * time: too many at once, a fault of its own, or a key that an operator has to mend. `unknown`: it did not answer in
 * time, and may yet deliver it.
 */
export type MailOutcome = 'sent' | 'refused' | 'notTaken' | 'unknown'

/** Whether another try under the same idempotency key would change nothing. */
export const isFinal = (outcome: MailOutcome) => outcome === 'sent' || outcome === 'refused'

/**
 * Hands a mail to Resend; in demo, development and tests without a key, to the outbox below the data directory.
 * @param idempotencyKey the same for each try of one mail, so that it is delivered once.
 */
export async function sendMail(mail: Mail, idempotencyKey: string): Promise<MailOutcome> {
  if (usesOutbox()) {
    await putInOutbox(mail)
    return 'sent'
  }
  if (!env.resendApiKey) {
    log.error('RESEND_API_KEY is not set: no mail leaves')
    return 'notTaken'
  }
  const resend = new Resend(env.resendApiKey, { baseUrl: env.resendBaseUrl })
  // Ended when its time is over: a service that hangs would else keep the connection of each mail for minutes.
  const signal = AbortSignal.timeout(timeoutMilliseconds)
  const answer = await resend.emails.send({ from: mailSender, ...mail }, { idempotencyKey, signal })
  if (!answer.error) return 'sent'
  // The service's words may quote the mail; its name for the error does not.
  const { name, statusCode } = answer.error
  log.error({ idempotencyKey, name, statusCode }, 'mail not sent')
  if (statusCode === null) return 'unknown'
  return isRefusal(statusCode, name) ? 'refused' : 'notTaken'
}

/**
 * Whether an error says that the mail itself is refused (Resend, "Errors"): it is not valid, or its idempotency key was
 * used for a mail with other words. Of the keys that answer 409 the other kind is in use by a try that still runs.
 */
const isRefusal = (statusCode: number, name: string) =>
  [400, 413, 422].includes(statusCode) || name === 'invalid_idempotent_request'
