import { getPrisma } from '@/lib/db/prisma'
import { mailLocale } from '@/lib/i18n/locale'
import { log } from '@/lib/log'
import { mailIsDue } from '@/lib/mail/due-mail'
import { exportMail } from '@/lib/mail/export-mail'
import { isFinal, sendMail } from '@/lib/mail/send-mail'
import { monthOfDatabaseDay } from '@/lib/time/japan-month'
import { secondsBefore } from '@/lib/time/seconds-before'

const giveUpMinutes = 60

/**
 * Mails each owner whose set became ready or failed (spec section 6), where the account has an address; in the
 * account's language, or where it has chosen none in that of the page that asked for the set.
 *
 * A mail is noted before it is tried, and again when the mail service has taken or refused it. One that was cut
 * short between the two is tried again, under the same idempotency key: the service delivers it once.
 * @param signal of the worker's end: no further mail is begun then.
 */
export async function mailOwners(now: Date, signal?: AbortSignal): Promise<void> {
  for (const set of await findUnmailedSets(now)) {
    if (signal?.aborted) return
    await mailOwner(set, now).catch((error) => log.error({ err: error, exportId: set.id }, 'mail not sent'))
  }
}

type UnmailedSet = Awaited<ReturnType<typeof findUnmailedSets>>[number]

function findUnmailedSets(now: Date) {
  return getPrisma().exportRequest.findMany({
    where: {
      state: { in: ['ready', 'failed'] },
      finishedAt: { gt: secondsBefore(now, giveUpMinutes * 60) },
      ...mailIsDue(now),
      account: { email: { not: null } },
    },
    select: {
      id: true,
      state: true,
      locale: true,
      expiresAt: true,
      mailTriedAt: true,
      standingMonth: true,
      account: { select: { email: true, locale: true } },
    },
  })
}

async function mailOwner(
  { id, state, locale: asked, expiresAt, mailTriedAt, standingMonth, account }: UnmailedSet,
  now: Date,
) {
  // Of several workers that read it, one takes it.
  const { count } = await getPrisma().exportRequest.updateMany({
    where: { id, state, mailTriedAt, mailDoneAt: null },
    data: { mailTriedAt: now },
  })
  if (count === 0 || account.email === null) return
  const locale = mailLocale(account.locale, asked)
  const mail = exportMail({
    to: account.email,
    locale,
    expiresAt: state === 'ready' ? expiresAt : null,
    month: standingMonth ? monthOfDatabaseDay(standingMonth) : undefined,
  })
  const outcome = await sendMail(mail, `export-${id}-${state}`)
  if (!isFinal(outcome)) return
  // The set may have been replaced meanwhile.
  await getPrisma().exportRequest.updateMany({ where: { id }, data: { mailDoneAt: new Date() } })
}
