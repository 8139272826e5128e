import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { hashPassword } from '@/lib/auth/password-hash'
import { createSession } from '@/lib/auth/session'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { startSignIn } from '@/lib/auth/start-sign-in'

export const testPassword = 'Right!2026'

export interface TestAccount {
  accountId: bigint
  userId: string
  contractNumber: string
}

/** An account of its own for a test, so that tests of one file do not lock each other out. */
export async function createTestAccount(
  pool: Pool,
  { contractNumber = '04', multiFactor = false }: { contractNumber?: string; multiFactor?: boolean } = {},
): Promise<TestAccount> {
  const userId = `user-${randomBytes(5).toString('hex')}`
  await pool.query(
    `INSERT INTO contract (contract_number, name) VALUES ($1, 'Test') ON CONFLICT DO NOTHING`,
    [contractNumber],
  )
  const { rows } = await pool.query<{ account_id: string }>(
    `INSERT INTO account (user_id, contract_number, password_hash, email, multi_factor)
     VALUES ($1, $2, $3, $4, $5) RETURNING account_id`,
    [userId, contractNumber, await hashPassword(testPassword), `${userId}@example.com`, multiFactor],
  )
  return { accountId: BigInt(rows[0]!.account_id), userId, contractNumber }
}

/** The same as who a request comes from. */
export async function createTestUser(
  pool: Pool,
  options?: Parameters<typeof createTestAccount>[1],
): Promise<SignedInUser> {
  const account = await createTestAccount(pool, options)
  return { ...account, sessionId: '', contractName: '', multiFactor: false, previousSignInAt: null }
}

/** An account with an open session and a sign-in that lacks its last step. */
export async function createAccountInUse(
  pool: Pool,
  at: Date,
  options?: Parameters<typeof createTestAccount>[1],
): Promise<TestAccount & { sessionId: string; token: string }> {
  const account = await createTestAccount(pool, options)
  const sessionId = await createSession(pool, { accountId: account.accountId, sessionVersion: 1 }, at)
  const source = { address: null, userAgent: 'test' }
  const pending = await startSignIn({ userId: account.userId, password: testPassword }, source, at)
  if (pending.outcome !== 'started') throw new Error(pending.outcome)
  return { ...account, sessionId, token: pending.token }
}
