import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { requirePermission } from '@/lib/auth/permissions'
import { getPrisma, type Database } from '@/lib/db/prisma'

/** Who changes an alert. */
export type AlertUser = EventUser & Pick<AccountUser, 'role'>

/**
 * Sets the amount of the user's contract: a month whose 通信料 is above it is mailed. Another amount is another threshold;
 * mails about the old one are not taken back. The change is in the audit trail.
 * @param amount yen, as `readAmount` lets it through.
 * @throws PortalError `notAllowed`.
 */
export async function setAlert(
  user: AlertUser,
  amount: bigint,
  source: RequestSource,
  now: Date,
): Promise<void> {
  requirePermission(user, 'setAlerts')
  const { contractNumber } = user
  await getPrisma().$transaction(async (db) => {
    const former = await db.usageAlert.findUnique({ where: { contractNumber } })
    if (former?.amount === amount) return
    const data = { amount, setAt: now, lookedImportId: null }
    await db.usageAlert.upsert({
      where: { contractNumber },
      create: { contractNumber, ...data },
      update: data,
    })
    await dropUnsentMails(contractNumber, db)
    await recordEvent(db, {
      ...eventOf(user, source, now),
      kind: 'alertSet',
      detail: { amount: String(amount) },
    })
  })
}

/**
 * Ends the alert of the user's contract, and notes it in the audit trail. Its addresses stay for another one.
 * @returns false where there was none.
 * @throws PortalError `notAllowed`.
 */
export async function endAlert(user: AlertUser, source: RequestSource, now: Date): Promise<boolean> {
  requirePermission(user, 'setAlerts')
  const { contractNumber } = user
  return getPrisma().$transaction(async (db) => {
    const { count } = await db.usageAlert.deleteMany({ where: { contractNumber } })
    if (count === 0) return false
    await dropUnsentMails(contractNumber, db)
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'alertEnded' })
    return true
  })
}

/** Mails that were not tried yet name an amount that is no longer set. */
const dropUnsentMails = (contractNumber: string, db: Database) =>
  db.alertMail.deleteMany({ where: { contractNumber, mailTriedAt: null } })
