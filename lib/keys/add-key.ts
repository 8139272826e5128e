import type { RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { generateKey, notEnded } from '@/lib/auth/api-key'
import { holdAccountRow } from '@/lib/auth/hold-account-row'
import { liveKeysMax } from '@/lib/auth/key-limits'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { japanInstant, type JapanDate } from '@/lib/time/japan-time'
import { secondsBefore } from '@/lib/time/seconds-before'
import { noteKeyChange } from './note-key-change'

/** Keys that ended longer ago are forgotten; what they did stays in the audit trail. */
const endedSecondsKept = 90 * 86_400

export interface KeyOrder {
  /** As `checkKeyName` gives it. */
  name: string
  /** Of an account of the maker's contract. */
  userId: string
  /** The last day of the key, for which `isKeyEndDay` holds. */
  until: JapanDate
}

export type AddedKey =
  | { outcome: 'made'; key: string }
  | { outcome: 'unknownAccount' }
  /** A live key of that account has the name. */
  | { outcome: 'taken' }
  | { outcome: 'full' }

/**
 * Adds a key by which a program acts for an account of its maker's contract, and notes it in the audit trail of both
 * accounts (spec section 7). The row of the account is held meanwhile: limit and name are exact.
 * @param user who makes it: `makeKey` has asked for the permission and the password.
 * @returns the key, which is known to nobody afterwards.
 */
export function addKey(
  user: AccountUser,
  { name, userId, until }: KeyOrder,
  source: RequestSource,
  now: Date,
): Promise<AddedKey> {
  return getPrisma().$transaction<AddedKey>(async (db) => {
    const account = await db.account.findUnique({
      where: { userId, contractNumber: user.contractNumber },
      select: { id: true },
    })
    if (!account) return { outcome: 'unknownAccount' }
    const accountId = account.id
    await holdAccountRow(db, accountId)
    await forgetEndedKeys(db, accountId, now)
    const live = await db.apiKey.findMany({
      where: { accountId, ...notEnded(now) },
      select: { name: true },
    })
    if (live.some((key) => key.name === name)) return { outcome: 'taken' }
    if (live.length >= liveKeysMax) return { outcome: 'full' }

    const { key, id, secretHash } = generateKey()
    const expiresAt = japanInstant(until, 24)
    await db.apiKey.create({
      data: { id, secretHash, accountId, name, madeBy: user.userId, createdAt: now, expiresAt },
    })
    await noteKeyChange(db, user, accountId, { kind: 'keyCreated', name, userId }, source, now)
    return { outcome: 'made', key }
  })
}

/** Deletes the keys of an account that ended long ago. */
async function forgetEndedKeys(db: Database, accountId: bigint, now: Date): Promise<void> {
  const before = secondsBefore(now, endedSecondsKept)
  await db.apiKey.deleteMany({
    where: { accountId, OR: [{ revokedAt: { lt: before } }, { expiresAt: { lt: before } }] },
  })
}
