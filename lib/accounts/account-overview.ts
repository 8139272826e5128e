import { roleOf, type AccountRole } from '@/lib/auth/account-user'
import { keyedHashes } from '@/lib/auth/keyed-hash'
import { notOver } from '@/lib/auth/session'
import { getPrisma } from '@/lib/db/prisma'

/** An account as the operators' commands show it. */
export interface AccountOverview {
  userId: string
  contractNumber: string
  contractName: string
  email: string | null
  /** 多要素認証 */
  multiFactor: boolean
  role: AccountRole
  masksNumbers: boolean
  /** To which a reader is limited; none where it sees all of its contract. */
  departments: string[]
  /** Since when an operator's lock stands. */
  lockedByOperatorAt: Date | null
  /** Failures in a row that count at present. */
  strikes: number
  /** The end of the lock of ten minutes, where it stands. */
  lockedUntil: Date | null
  lastSignInAt: Date | null
  passwordChangedAt: Date
  /** Of a password that an operator has made: until when it signs in. */
  firstPasswordUntil: Date | null
  createdAt: Date
  /** Sessions that the next request would still find open. */
  openSessions: number
}

/** Which accounts: every one, a contract's, or one by its user ID. */
export type AccountSelection = 'all' | { contractNumber: string } | { userId: string }

/** Reads accounts with all that tells whether they can sign in, by contract and user ID. */
export async function readOverviews(selection: AccountSelection, now: Date): Promise<AccountOverview[]> {
  const accounts = await getPrisma().account.findMany({
    where: selection === 'all' ? {} : selection,
    include: {
      contract: true,
      sessions: { where: notOver(now), select: { sessionVersion: true } },
    },
    orderBy: [{ contractNumber: 'asc' }, { userId: 'asc' }],
  })
  const guards = await readGuards(
    accounts.map(({ userId }) => userId),
    now,
  )
  return accounts.map((account) => ({
    userId: account.userId,
    contractNumber: account.contractNumber,
    contractName: account.contract.name,
    email: account.email,
    multiFactor: account.multiFactor,
    role: roleOf(account.role),
    masksNumbers: account.masksNumbers,
    departments: account.departments,
    lockedByOperatorAt: account.lockedAt,
    lastSignInAt: account.lastSignInAt,
    passwordChangedAt: account.passwordChangedAt,
    firstPasswordUntil: account.firstPasswordUntil,
    createdAt: account.createdAt,
    openSessions: account.lockedAt
      ? 0
      : account.sessions.filter(({ sessionVersion }) => sessionVersion === account.sessionVersion).length,
    ...guards.get(account.userId)!,
  }))
}

/** A lock whose time is up counts no more, nor do the failures that led to it. */
async function readGuards(userIds: string[], now: Date) {
  const keys = new Map(userIds.map((userId) => [userId, keyedHashes('user-id', userId)]))
  const standing = await getPrisma().signInGuard.findMany({
    where: {
      userIdHash: { in: [...keys.values()].flat() },
      OR: [{ lockedUntil: null }, { lockedUntil: { gt: now } }],
    },
  })
  const byKey = new Map(standing.map((guard) => [Buffer.from(guard.userIdHash).toString('hex'), guard]))
  return new Map(
    userIds.map((userId) => {
      const guards = keys.get(userId)!.flatMap((key) => byKey.get(key.toString('hex')) ?? [])
      const strikes = guards.reduce((sum, guard) => sum + guard.strikes, 0)
      return [
        userId,
        { strikes, lockedUntil: guards.find((guard) => guard.lockedUntil)?.lockedUntil ?? null },
      ]
    }),
  )
}
