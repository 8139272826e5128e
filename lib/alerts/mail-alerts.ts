import { recordEvent } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { mailLocale } from '@/lib/i18n/locale'
import { log } from '@/lib/log'
import { alertMail } from '@/lib/mail/alert-mail'
import { mailIsDue } from '@/lib/mail/due-mail'
import { isFinal, sendMail } from '@/lib/mail/send-mail'
import { monthOfDatabaseDay } from '@/lib/time/japan-month'
import { secondsBefore } from '@/lib/time/seconds-before'

/** The mail service knows an idempotency key for a day: no mail is tried for longer. */
const giveUpHours = 20

/**
 * Sends the mails that a look at months has written down. A mail is noted and tried again like those about bulk exports
 * (docs/decisions/0024): one that was cut short goes out again under the same idempotency key, so that the service
 * delivers it once. What was sent is in the audit trail, without the address.
 */
export async function mailAlerts(now: Date): Promise<void> {
  for (const mail of await findUnsent(now))
    await send(mail, now).catch((error) =>
      log.error({ err: error, addressId: mail.addressId }, 'mail not sent'),
    )
}

type UnsentMail = Awaited<ReturnType<typeof findUnsent>>[number]

const isTried = (now: Date) => ({ createdAt: { gt: secondsBefore(now, giveUpHours * 60 * 60) } })

const findUnsent = (now: Date) =>
  getPrisma().alertMail.findMany({
    where: { ...isTried(now), ...mailIsDue(now) },
    // What takes an alert back comes after it.
    orderBy: [{ createdAt: 'asc' }, { time: 'asc' }, { kind: 'asc' }],
    include: { address: { include: { account: { select: { locale: true } } } } },
  })

async function send(unsent: UnsentMail, now: Date): Promise<void> {
  const { contractNumber, amount, month: day, time, kind, addressId, mailTriedAt, address } = unsent
  const key = { contractNumber, amount, month: day, time, kind, addressId }
  const db = getPrisma()
  const isWithdrawn = kind === 'withdrawn'
  if (isWithdrawn) {
    const earlier = { ...key, kind: 'passed', mailDoneAt: null, ...isTried(now) }
    if ((await db.alertMail.count({ where: earlier })) > 0) return
  }
  // Of several workers that read it, one takes it.
  const { count } = await db.alertMail.updateMany({
    where: { ...key, mailTriedAt, mailDoneAt: null },
    data: { mailTriedAt: now },
  })
  if (count === 0) return

  const month = monthOfDatabaseDay(day)
  const locale = mailLocale(address.account?.locale, address.locale)
  const mail = alertMail({ to: address.email, locale, contractNumber, amount, month, isWithdrawn })
  const outcome = await sendMail(mail, `alert-${addressId}-${amount}-${month}-${time}-${kind}`)
  if (!isFinal(outcome)) return
  await db.$transaction(async (db) => {
    // The address may have been removed meanwhile.
    await db.alertMail.updateMany({ where: key, data: { mailDoneAt: now } })
    if (outcome === 'sent')
      await recordEvent(db, {
        at: now,
        kind: isWithdrawn ? 'alertWithdrawn' : 'alertMailed',
        actor: 'system',
        contractNumber,
        accountId: address.accountId ?? undefined,
        detail: { amount: String(amount), month },
      })
  })
}
