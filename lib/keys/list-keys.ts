import type { AccountUser } from '@/lib/auth/account-user'
import { keyAccounts, keyState, notEnded, type KeyState } from '@/lib/auth/api-key'
import { requirePermission } from '@/lib/auth/permissions'
import type { Prisma } from '@/lib/db/generated/client'
import { getPrisma } from '@/lib/db/prisma'

/** A key as its contract's administrators see it. */
export interface ListedKey {
  id: string
  name: string
  /** Whose account it acts for. */
  userId: string
  madeBy: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  lastUsedFrom: string | null
  state: KeyState
}

/** Keys past their end or revoked that a page shows. */
const endedMax = 500

/**
 * Lists the keys of all accounts of the user's contract: all that can still be revoked, then those that have ended, the
 * newest of each first. None that may open something is left out, however many have ended.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function listKeys(user: AccountUser, now: Date): Promise<ListedKey[]> {
  requirePermission(user, 'manageKeys')
  const ofContract = { account: { contractNumber: user.contractNumber } }
  const [open, ended] = await Promise.all([
    findKeys({ ...ofContract, ...notEnded(now) }),
    findKeys({ ...ofContract, NOT: notEnded(now) }, endedMax),
  ])
  return Promise.all(
    [...open, ...ended].map(async (row): Promise<ListedKey> => ({
      ...row,
      userId: row.account.userId,
      state: await keyState(getPrisma(), row, now),
    })),
  )
}

const findKeys = (where: Prisma.ApiKeyWhereInput, take?: number) =>
  getPrisma().apiKey.findMany({
    where,
    include: keyAccounts,
    omit: { secretHash: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take,
  })

/** The user IDs of the contract's accounts: whom a key can be made for. */
export async function userIdsOf({ contractNumber }: Pick<AccountUser, 'contractNumber'>): Promise<string[]> {
  const accounts = await getPrisma().account.findMany({
    where: { contractNumber },
    select: { userId: true },
    orderBy: { userId: 'asc' },
  })
  return accounts.map(({ userId }) => userId)
}
