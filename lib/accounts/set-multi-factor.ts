import { recordEvent } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import { findAccount } from './find-account'

/**
 * Turns 多要素認証 of an account on or off. Sign-ins under way begin anew, by the new rule; open sessions go on.
 * @throws PortalError `unknownAccount`, or `addressMissing` where there is no address to send the codes to.
 */
export function setMultiFactor(
  { userId, enabled }: { userId: string; enabled: boolean },
  operator: string,
  now: Date,
): Promise<void> {
  return getPrisma().$transaction(async (db) => {
    const { id: accountId, contractNumber, email } = await findAccount(db, userId)
    if (enabled && email === null) throw new PortalError({ code: 'addressMissing', userId })
    await endPendingSignIns(db, accountId)
    await db.account.update({ where: { id: accountId }, data: { multiFactor: enabled } })
    await recordEvent(db, {
      kind: 'multiFactorSet',
      at: now,
      actor: `operator:${operator}`,
      accountId,
      contractNumber,
      detail: { enabled },
    })
  })
}
