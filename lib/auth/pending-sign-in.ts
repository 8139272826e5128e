import { createHash, randomBytes } from 'node:crypto'
import { getPool } from '@/lib/db/pool'
import type { Queryable } from '@/lib/db/transaction'

/** How long the last factor may take after the password. */
export const pendingSignInLifetimeSeconds = 30 * 60

const hashToken = (token: string) => createHash('sha256').update(token).digest()

/** A sign-in whose password was right, and whose it is. */
export interface PendingSignIn {
  tokenHash: Buffer
  needsOtp: boolean
  accountId: bigint
  userId: string
  contractNumber: string
  sessionVersion: number
  email: string | null
  isLockedByOperator: boolean
}

/**
 * Notes that an account's password was right.
 * @returns the token for the browser's cookie; the database keeps only its hash. Nothing else, in particular
 *   nothing that a form sends, says whose sign-in it is.
 */
export async function createPendingSignIn(
  db: Queryable,
  pending: { accountId: bigint; needsOtp: boolean },
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  // Those that another transaction is about to remove are left to it.
  await db.query(
    `DELETE FROM pending_sign_in WHERE token_hash IN (
       SELECT token_hash FROM pending_sign_in WHERE expires_at < $1 FOR UPDATE SKIP LOCKED)`,
    [now],
  )
  await db.query(
    `INSERT INTO pending_sign_in (token_hash, account_id, needs_otp, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [
      hashToken(token),
      pending.accountId,
      pending.needsOtp,
      now,
      new Date(now.getTime() + pendingSignInLifetimeSeconds * 1_000),
    ],
  )
  return token
}

interface PendingSignInRow {
  token_hash: Buffer
  needs_otp: boolean
  account_id: string
  user_id: string
  contract_number: string
  session_version: number
  email: string | null
  locked_at: Date | null
}

/** Finds what a browser's token stands for; undefined where it stands for nothing any more. */
export async function findPendingSignIn(
  db: Queryable,
  token: string,
  now: Date,
): Promise<PendingSignIn | undefined> {
  const { rows } = await db.query<PendingSignInRow>(
    `SELECT token_hash, needs_otp, account_id, user_id, contract_number, session_version, email, locked_at
     FROM pending_sign_in JOIN account USING (account_id)
     WHERE token_hash = $1 AND expires_at > $2`,
    [hashToken(token), now],
  )
  const row = rows[0]
  return (
    row && {
      tokenHash: row.token_hash,
      needsOtp: row.needs_otp,
      accountId: BigInt(row.account_id),
      userId: row.user_id,
      contractNumber: row.contract_number,
      sessionVersion: row.session_version,
      email: row.email,
      isLockedByOperator: row.locked_at !== null,
    }
  )
}

/** サービス終了: the browser's token opens nothing any more. */
export async function forgetPendingSignIn(token: string): Promise<void> {
  await consumePendingSignIn(getPool(), hashToken(token))
}

/** Uses up a pending sign-in. @returns whether this call did: of any number at once, one does. */
export async function consumePendingSignIn(db: Queryable, tokenHash: Buffer): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM pending_sign_in WHERE token_hash = $1', [tokenHash])
  return rowCount === 1
}
