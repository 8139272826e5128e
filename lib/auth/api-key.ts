import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Account, ApiKey } from '@/lib/db/generated/client'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { secondsBefore } from '@/lib/time/seconds-before'
import { isFirstPassword } from './first-password'
import { keyedHash } from './keyed-hash'
import { lockedUntil } from './sign-in-guard'

/** What every key begins with: whoever finds one sees what it is, and so do the tools that look for lost keys. */
const keyPrefix = 'bfx'

const keyForm = new RegExp(`^${keyPrefix}_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$`)

const idBytes = 6
const secretBytes = 32

/** A key writes when it was used only when the written time is older than this. */
const touchSeconds = 60

const secretHash = (id: string, secret: string) => keyedHash('api-key', `${id}\0${secret}`)

/** A key with its account, as what decides about it is read. */
type KeyRow = Pick<ApiKey, 'expiresAt' | 'revokedAt'> & {
  account: Pick<Account, 'userId' | 'lockedAt' | 'firstPasswordUntil'>
}

/** `locked`: its account is, by an operator or by three failures, or it must replace its password first. */
export type KeyState = 'live' | 'expired' | 'revoked' | 'locked'

/** Makes a key. @returns the key for who asked for it, and what is stored: nobody learns the one from the other. */
export function generateKey(): { key: string; id: string; secretHash: Buffer<ArrayBuffer> } {
  const id = randomBytes(idBytes).toString('hex')
  const secret = randomBytes(secretBytes).toString('base64url')
  return { key: `${keyPrefix}_${id}_${secret}`, id, secretHash: secretHash(id, secret) }
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
    include: { account: { include: { contract: true } } },
  })
  // An unknown id takes the same steps.
  const expected = key ? Buffer.from(key.secretHash) : randomBytes(secretBytes)
  return timingSafeEqual(expected, secretHash(id, secret)) && key ? key : undefined
}

/** Whether a key opens anything. The one place that decides it: an account that is locked has no live keys. */
export async function keyState(db: Database, key: KeyRow, now: Date): Promise<KeyState> {
  if (key.revokedAt !== null) return 'revoked'
  if (key.expiresAt <= now) return 'expired'
  const { userId, lockedAt } = key.account
  const isClosed = lockedAt !== null || isFirstPassword(key.account)
  const isLocked = isClosed || (await lockedUntil(db, userId, now)) !== undefined
  return isLocked ? 'locked' : 'live'
}

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
