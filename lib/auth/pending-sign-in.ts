import { createHash, randomBytes } from 'node:crypto'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { isFirstPasswordOver } from './first-password'

/** How long the last factor may take after the password. */
export const pendingSignInLifetimeSeconds = 30 * 60

const hashToken = (token: string) => Buffer.from(createHash('sha256').update(token).digest())

/** A sign-in whose password was right, and whose it is. */
export interface PendingSignIn {
  tokenHash: Buffer<ArrayBuffer>
  needsOtp: boolean
  accountId: bigint
  userId: string
  contractNumber: string
  sessionVersion: number
  email: string | null
  /** What the account has chosen; null where it has not. */
  locale: Locale | null
  isLockedByOperator: boolean
}

/**
 * Notes that an account's password was right.
 * @returns the token for the browser's cookie; the database keeps only its hash. Nothing else, in particular
 *   nothing that a form sends, says whose sign-in it is.
 */
export async function createPendingSignIn(
  db: Database,
  account: { id: bigint; multiFactor: boolean; sessionVersion: number },
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await deleteExpired(db, now)
  await db.pendingSignIn.create({
    data: {
      tokenHash: hashToken(token),
      accountId: account.id,
      needsOtp: account.multiFactor,
      sessionVersion: account.sessionVersion,
      createdAt: now,
      expiresAt: new Date(now.getTime() + pendingSignInLifetimeSeconds * 1_000),
    },
  })
  return token
}

/**
 * Deletes what is too old; what another transaction is about to delete is left to it. SQL, since Prisma has no word for
 * SKIP LOCKED.
 */
async function deleteExpired(db: Database, now: Date): Promise<void> {
  await db.$executeRaw`
    DELETE FROM pending_sign_in WHERE token_hash IN (
      SELECT token_hash FROM pending_sign_in WHERE expires_at < ${now} FOR UPDATE SKIP LOCKED)`
}

/**
 * Finds what a browser's token stands for.
 * @returns undefined where it stands for nothing any more: it was used, is too old, the account has another password,
 *   address or 多要素認証 than when it was made, or the password was an operator's, whose days have ended meanwhile.
 */
export async function findPendingSignIn(
  db: Database,
  token: string,
  now: Date,
): Promise<PendingSignIn | undefined> {
  const pending = await db.pendingSignIn.findUnique({
    where: { tokenHash: hashToken(token), expiresAt: { gt: now } },
    include: { account: true },
  })
  if (!pending) return undefined
  const { tokenHash, needsOtp, accountId, sessionVersion, account } = pending
  const { userId, contractNumber, email, locale, lockedAt } = account
  if (account.sessionVersion !== sessionVersion || account.multiFactor !== needsOtp) return undefined
  if (isFirstPasswordOver(account, now)) return undefined
  return {
    tokenHash: Buffer.from(tokenHash),
    needsOtp,
    accountId,
    userId,
    contractNumber,
    sessionVersion,
    email,
    locale: isLocale(locale) ? locale : null,
    isLockedByOperator: lockedAt !== null,
  }
}

/** サービス終了: the browser's token opens nothing any more. */
export async function forgetPendingSignIn(token: string): Promise<void> {
  await consumePendingSignIn(getPrisma(), hashToken(token))
}

/** Uses up a pending sign-in. @returns whether this call did: of any number at once, one does. */
export async function consumePendingSignIn(db: Database, tokenHash: Buffer<ArrayBuffer>): Promise<boolean> {
  const { count } = await db.pendingSignIn.deleteMany({ where: { tokenHash } })
  return count === 1
}
