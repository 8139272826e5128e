import { getPrisma } from '@/lib/db/prisma'
import { defaultLocale, isLocale } from '@/lib/i18n/locale'
import { log } from '@/lib/log'
import { exportMail } from '@/lib/mail/export-mail'
import { sendMail } from '@/lib/mail/send-mail'

const retrySeconds = 60
const giveUpMinutes = 60

/**
 * Mails each owner whose set became ready or failed (spec section 6), where the account has an address; in the
 * account's language, or where it has chosen none in that of the page that asked for the set.
 *
 * A mail is noted before it is tried, and again when the mail service has taken or refused it. One that was cut
 * short between the two is tried again, under the same idempotency key: the service delivers it once.
 */
export async function mailOwners(now: Date): Promise<void> {
  for (const set of await findUnmailedSets(now))
    await mailOwner(set, now).catch((error) => log.error({ err: error, exportId: set.id }, 'mail not sent'))
}

type UnmailedSet = Awaited<ReturnType<typeof findUnmailedSets>>[number]

function findUnmailedSets(now: Date) {
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000)
  return getPrisma().exportRequest.findMany({
    where: {
      state: { in: ['ready', 'failed'] },
      finishedAt: { gt: ago(giveUpMinutes * 60) },
      mailDoneAt: null,
      OR: [{ mailTriedAt: null }, { mailTriedAt: { lt: ago(retrySeconds) } }],
      account: { email: { not: null } },
    },
    select: {
      id: true,
      state: true,
      locale: true,
      expiresAt: true,
      mailTriedAt: true,
      account: { select: { email: true, locale: true } },
    },
  })
}

async function mailOwner(
  { id, state, locale: asked, expiresAt, mailTriedAt, account }: UnmailedSet,
  now: Date,
) {
  // Of several workers that read it, one takes it.
  const { count } = await getPrisma().exportRequest.updateMany({
    where: { id, state, mailTriedAt, mailDoneAt: null },
    data: { mailTriedAt: now },
  })
  if (count === 0 || account.email === null) return
  const chosen = account.locale ?? asked
  const locale = isLocale(chosen) ? chosen : defaultLocale
  const mail = exportMail({ to: account.email, locale, expiresAt: state === 'ready' ? expiresAt : null })
  const outcome = await sendMail(mail, `export-${id}-${state}`)
  if (outcome === 'unknown') return
  // The set may have been replaced meanwhile.
  await getPrisma().exportRequest.updateMany({ where: { id }, data: { mailDoneAt: new Date() } })
}
