import type { AccountUser } from '@/lib/auth/account-user'
import { keyState, type KeyState } from '@/lib/auth/api-key'
import { requirePermission } from '@/lib/auth/permissions'
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

/** Keys that a page shows, the newest first. */
const listedMax = 500

/**
 * Lists the keys of all accounts of the user's contract: those that open something first, the newest of each first.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function listKeys(user: AccountUser, now: Date): Promise<ListedKey[]> {
  requirePermission(user, 'manageKeys')
  const rows = await getPrisma().apiKey.findMany({
    where: { account: { contractNumber: user.contractNumber } },
    include: { account: { select: { userId: true, lockedAt: true, firstPasswordUntil: true } } },
    omit: { secretHash: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: listedMax,
  })
  const keys = await Promise.all(
    rows.map(async (row): Promise<ListedKey> => ({
      ...row,
      userId: row.account.userId,
      state: await keyState(getPrisma(), row, now),
    })),
  )
  const isLive = ({ state }: ListedKey) => state === 'live' || state === 'locked'
  return [...keys.filter(isLive), ...keys.filter((key) => !isLive(key))]
}

/** The user IDs of the contract's accounts: whom a key can be made for. */
export async function userIdsOf({ contractNumber }: Pick<AccountUser, 'contractNumber'>): Promise<string[]> {
  const accounts = await getPrisma().account.findMany({
    where: { contractNumber },
    select: { userId: true },
    orderBy: { userId: 'asc' },
  })
  return accounts.map(({ userId }) => userId)
}
