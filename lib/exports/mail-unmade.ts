import { getPrisma } from '@/lib/db/prisma'
import { mailLocale } from '@/lib/i18n/locale'
import { log } from '@/lib/log'
import { mailIsDue } from '@/lib/mail/due-mail'
import { isFinal, sendMail } from '@/lib/mail/send-mail'
import { unmadeMail } from '@/lib/mail/unmade-mail'
import { monthOfDatabaseDay } from '@/lib/time/japan-month'
import { secondsBefore } from '@/lib/time/seconds-before'

const giveUpMinutes = 60

/**
 * Mails each account whose month was not made by itself: it has no records, or too many. A mail is noted and tried again
 * like those about sets (docs/decisions/0024), in the same language as those.
 */
export async function mailUnmade(now: Date): Promise<void> {
  for (const unmade of await findUnmade(now))
    await mailAccount(unmade, now).catch((error) =>
      log.error({ err: error, accountId: String(unmade.accountId) }, 'mail not sent'),
    )
}

type Unmade = Awaited<ReturnType<typeof findUnmade>>[number]

const findUnmade = (now: Date) =>
  getPrisma().standingExport.findMany({
    where: {
      lastOutcome: { in: ['noRecords', 'tooManyRecords'] },
      lastAt: { gt: secondsBefore(now, giveUpMinutes * 60) },
      ...mailIsDue(now),
      account: { email: { not: null } },
    },
    select: {
      accountId: true,
      lastMonth: true,
      locale: true,
      mailTriedAt: true,
      account: { select: { email: true, locale: true } },
    },
  })

async function mailAccount(unmade: Unmade, now: Date): Promise<void> {
  const { accountId, lastMonth, mailTriedAt, account } = unmade
  // Of several workers that read it, one takes it.
  const { count } = await getPrisma().standingExport.updateMany({
    where: { accountId, lastMonth, mailTriedAt, mailDoneAt: null },
    data: { mailTriedAt: now },
  })
  if (count === 0 || account.email === null || lastMonth === null) return
  const month = monthOfDatabaseDay(lastMonth)
  const mail = unmadeMail({ to: account.email, locale: mailLocale(account.locale, unmade.locale), month })
  const outcome = await sendMail(mail, `unmade-${accountId}-${month}`)
  if (!isFinal(outcome)) return
  // It may have been turned off meanwhile.
  await getPrisma().standingExport.updateMany({ where: { accountId, lastMonth }, data: { mailDoneAt: now } })
}
