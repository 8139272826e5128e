import type { RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { requirePermission } from '@/lib/auth/permissions'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { noteKeyChange } from './note-key-change'

/**
 * Revokes a key of the user's contract, and notes it in the audit trail of both accounts: once this has ended, no request
 * with it succeeds.
 * @returns its name; `isChanged` is false where it was revoked before.
 * @throws PortalError `notAllowed` for a reader, `notFound` where the contract has no such key.
 */
export async function revokeKey(
  user: AccountUser,
  id: string,
  source: RequestSource,
  now: Date,
): Promise<{ name: string; isChanged: boolean }> {
  requirePermission(user, 'manageKeys')
  return getPrisma().$transaction(async (db) => {
    const where = { id, account: { contractNumber: user.contractNumber } }
    const key = await db.apiKey.findUnique({ where, include: { account: { select: { userId: true } } } })
    if (!key) throw new PortalError({ code: 'notFound' })
    const { count } = await db.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } })
    const { name, accountId, account } = key
    if (count === 1)
      await noteKeyChange(
        db,
        user,
        accountId,
        { kind: 'keyRevoked', name, userId: account.userId },
        source,
        now,
      )
    return { name, isChanged: count === 1 }
  })
}
