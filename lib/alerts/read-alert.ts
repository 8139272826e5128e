import type { AccountUser } from '@/lib/auth/account-user'
import { isPermitted, requireWholeContract } from '@/lib/auth/permissions'
import { getPrisma } from '@/lib/db/prisma'
import { maskAddress } from '@/lib/mail/mask-address'
import { databaseMonth, monthOfDatabaseDay, type JapanMonth } from '@/lib/time/japan-month'
import { comparedMonths } from './compare-months'

/** 通信料のお知らせ of a contract, as its page shows it. */
export interface AlertView {
  /** yen; absent where none is set. */
  amount?: bigint
  /** Those of the compared months that are above the amount, the newest first. */
  above: JapanMonth[]
  addresses: { id: string; email: string; isVerified: boolean }[]
  /** Whether the user may change it. Other users see the addresses masked. */
  isManaged: boolean
}

/**
 * Reads the alert of the user's own contract.
 * @throws PortalError `departmentsOnly` for who is limited to departments: it is of the whole charge.
 */
export async function readAlert(
  user: Pick<AccountUser, 'contractNumber' | 'role' | 'callers'>,
  now: Date,
): Promise<AlertView> {
  requireWholeContract(user)
  const { contractNumber } = user
  const db = getPrisma()
  const isManaged = isPermitted(user, 'setAlerts')
  const [alert, addresses] = await Promise.all([
    db.usageAlert.findUnique({ where: { contractNumber } }),
    db.alertAddress.findMany({
      where: { contractNumber },
      orderBy: [{ addedAt: 'asc' }, { slot: 'asc' }],
    }),
  ])
  const above = alert
    ? await db.alertMonth.findMany({
        where: {
          contractNumber,
          amount: alert.amount,
          isAbove: true,
          month: { in: comparedMonths(alert.setAt, now).map(databaseMonth) },
        },
        orderBy: { month: 'desc' },
      })
    : []
  return {
    amount: alert?.amount,
    above: above.map(({ month }) => monthOfDatabaseDay(month)),
    addresses: addresses.map(({ id, email, verifiedAt }) => ({
      id,
      email: isManaged ? email : maskAddress(email),
      isVerified: verifiedAt !== null,
    })),
    isManaged,
  }
}
