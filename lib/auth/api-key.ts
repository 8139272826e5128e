import { randomBytes } from 'node:crypto'
import type { Account, ApiKey } from '@/lib/db/generated/client'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { secondsBefore } from '@/lib/time/seconds-before'
import { roleOf } from './account-user'
import { isFirstPassword } from './first-password'
import { isKeyedHash, keyedHash } from './keyed-hash'
import { lockedUntil } from './sign-in-guard'

/** What every key begins with, so that people and tools that find a lost one know what it is. */
const keyPrefix = 'bfx'

const keyForm = new RegExp(`^${keyPrefix}_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$`)

const idBytes = 6
const secretBytes = 32

/** A key writes when it was used only when the written time is older than this. */
const touchSeconds = 60

const hashedText = (id: string, secret: string) => `${id}\0${secret}`

/** What is read with a key to decide about it. */
export const keyAccounts = {
  account: { select: { userId: true, lockedAt: true, firstPasswordUntil: true } },
  maker: { select: { role: true, lockedAt: true, firstPasswordUntil: true } },
} as const

/** A key with the account that it acts for and the one that made it. */
type KeyRow = Pick<ApiKey, 'expiresAt' | 'revokedAt'> & {
  account: Pick<Account, 'userId' | 'lockedAt' | 'firstPasswordUntil'>
  maker: Pick<Account, 'role' | 'lockedAt' | 'firstPasswordUntil'>
}

/**
 * `locked`: its account is, by an operator or by three failures, or it must replace its password first. `makerGone`: who
 * made it is locked by an operator, must replace the password first, or is no administrator any more.
 */
export type KeyState = 'live' | 'expired' | 'revoked' | 'locked' | 'makerGone'

/** Makes a key. @returns the key for who asked for it, and what is stored: nobody learns the one from the other. */
export function generateKey(): { key: string; id: string; secretHash: Buffer<ArrayBuffer> } {
  const id = randomBytes(idBytes).toString('hex')
  const secret = randomBytes(secretBytes).toString('base64url')
  return { key: `${keyPrefix}_${id}_${secret}`, id, secretHash: keyedHash('api-key', hashedText(id, secret)) }
}

/**
 * Finds a key by what a request sends, read anew each time.
 * @returns undefined for anything that is no key, or has another secret.
 */
export async function findKey(sent: string) {
  const [, id, secret] = keyForm.exec(sent) ?? []
  if (id === undefined || secret === undefined) return undefined
  const key = await getPrisma().apiKey.findUnique({
    where: { id },
    include: { ...keyAccounts, account: { include: { contract: true } } },
  })
  // An unknown id takes the same steps.
  const text = hashedText(id, secret)
  if (!isKeyedHash(key?.secretHash ?? randomBytes(secretBytes), 'api-key', text) || !key) return undefined
  await hashAnew(key, keyedHash('api-key', text))
  return key
}

/** Keeps a key whose hash is of the server's previous key beyond that one's end. */
async function hashAnew(
  { id, secretHash }: Pick<ApiKey, 'id' | 'secretHash'>,
  hash: Buffer<ArrayBuffer>,
): Promise<void> {
  if (hash.equals(secretHash)) return
  await getPrisma().apiKey.updateMany({ where: { id, secretHash }, data: { secretHash: hash } })
}

/**
 * Whether a key opens anything. The one place that decides it: an account that is locked has no live keys, neither its own
 * nor those that it made for others (docs/decisions/0084).
 */
export async function keyState(db: Database, key: KeyRow, now: Date): Promise<KeyState> {
  const { account, maker } = key
  if (key.revokedAt !== null) return 'revoked'
  if (key.expiresAt <= now) return 'expired'
  if (isClosed(account)) return 'locked'
  if (isClosed(maker) || roleOf(maker.role) !== 'administrator') return 'makerGone'
  return (await lockedUntil(db, account.userId, now)) === undefined ? 'live' : 'locked'
}

const isClosed = (account: Pick<Account, 'lockedAt' | 'firstPasswordUntil'>) =>
  account.lockedAt !== null || isFirstPassword(account)

/** The condition of a key that is neither revoked nor past its last day: its account may be locked. */
export const notEnded = (now: Date) => ({ revokedAt: null, expiresAt: { gt: now } })

/** Notes with a key when and from where it was used last. */
export async function touchKey(id: string, from: string | null, now: Date): Promise<void> {
  await getPrisma().apiKey.updateMany({
    where: {
      id,
      OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: secondsBefore(now, touchSeconds) } }],
    },
    data: { lastUsedAt: now, lastUsedFrom: from },
  })
}
