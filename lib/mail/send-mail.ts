import { Resend } from 'resend'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import type { Mail } from './mail'
import { mailSender } from './mail-sender'
import { putInOutbox, usesOutbox } from './outbox'

/** How long the mail service may take to answer. */
const timeoutMilliseconds = 10_000

/**
 * `sent`: the mail service has it. `refused`: it has said no. `unknown`: it did not answer in time, and may yet
 * deliver it.
 */
export type MailOutcome = 'sent' | 'refused' | 'unknown'

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
    return 'refused'
  }
  const resend = new Resend(env.resendApiKey, { baseUrl: env.resendBaseUrl })
  const timedOut = Symbol('timed out')
  let timer: NodeJS.Timeout | undefined
  const answer = await Promise.race([
    resend.emails.send({ from: mailSender, ...mail }, { idempotencyKey }),
    new Promise<typeof timedOut>((resolve) => {
      timer = setTimeout(resolve, timeoutMilliseconds, timedOut)
    }),
  ])
  clearTimeout(timer)
  if (answer === timedOut) {
    log.error({ idempotencyKey }, 'mail service did not answer')
    return 'unknown'
  }
  if (!answer.error) return 'sent'
  // The service's words may quote the mail; its name for the error does not.
  const { name, statusCode } = answer.error
  log.error({ idempotencyKey, name, statusCode }, 'mail not sent')
  return statusCode === null ? 'unknown' : 'refused'
}
