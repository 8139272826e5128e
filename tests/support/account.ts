import { randomBytes } from 'node:crypto'
import { hashPassword } from '@/lib/auth/password-hash'
import type { AccountUser, RecordAccess } from '@/lib/auth/account-user'
import { readCallers } from '@/lib/auth/seen-callers'
import { createSession, readSession } from '@/lib/auth/session'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { getPrisma } from '@/lib/db/prisma'

export const testPassword = 'Right!2026'

const source = { address: null, userAgent: 'test' }

export type TestAccount = AccountUser

export interface AccountSettings {
  contractNumber?: string
  role?: AccountUser['role']
  masksNumbers?: boolean
  /** To which it is limited; the numbers are those that have such a name when it is made. */
  departments?: string[]
  multiFactor?: boolean
  /** An address of its own unless given. */
  email?: string | null
  /** Of an account whose password an operator has made. */
  firstPasswordUntil?: Date
}

/**
 * An account of its own for a test, so that tests of one file do not lock each other out. It is made in the database
 * that the process is connected to.
 */
export async function createTestAccount({
  contractNumber = '04',
  masksNumbers = false,
  departments = [],
  role = masksNumbers || departments.length > 0 ? 'reader' : 'administrator',
  multiFactor = false,
  email,
  firstPasswordUntil,
}: AccountSettings = {}): Promise<TestAccount> {
  const userId = `user-${randomBytes(5).toString('hex')}`
  await getPrisma().contract.createMany({
    data: { number: contractNumber, name: 'Test' },
    skipDuplicates: true,
  })
  const { id: accountId } = await getPrisma().account.create({
    data: {
      userId,
      contractNumber,
      role,
      masksNumbers,
      departments,
      passwordHash: await hashPassword(testPassword),
      email: email === undefined ? `${userId}@example.com` : email,
      multiFactor,
      firstPasswordUntil: firstPasswordUntil ?? null,
    },
  })
  const callers = await readCallers({ contractNumber, departments }, getPrisma())
  return { accountId, userId, contractNumber, contractName: 'Test', role, masksNumbers, callers }
}

/** What an account of a contract sees that sees all of it, and numbers as they are. */
export const unmasked = (contractNumber: string): RecordAccess => ({
  contractNumber,
  masksNumbers: false,
  callers: 'all',
})

/** The same as who a request comes from. */
export async function createTestUser(settings?: AccountSettings): Promise<SignedInUser> {
  const account = await createTestAccount(settings)
  return {
    ...account,
    sessionId: '',
    multiFactor: false,
    previousSignInAt: null,
    mustChangePassword: false,
  }
}

/** An account that is signed in in two browsers, as who a request of the first one comes from. */
export async function createUserWithSessions(
  at: Date,
  settings?: AccountSettings,
): Promise<{ user: SignedInUser; sessions: [string, string] }> {
  const { accountId } = await createTestAccount(settings)
  const open = () => createSession(getPrisma(), { accountId, sessionVersion: 1 }, source, at)
  const sessions: [string, string] = [await open(), await open()]
  return { user: (await readSession(sessions[0], at))!, sessions }
}

/** An account with an open session and a sign-in that lacks its last step. */
export async function createAccountInUse(
  at: Date,
  settings?: AccountSettings,
): Promise<TestAccount & { sessionId: string; token: string }> {
  const account = await createTestAccount(settings)
  const holder = { accountId: account.accountId, sessionVersion: 1 }
  const sessionId = await createSession(getPrisma(), holder, source, at)
  const pending = await startSignIn({ userId: account.userId, password: testPassword }, source, at)
  if (pending.outcome !== 'started') throw new Error(pending.outcome)
  return { ...account, sessionId, token: pending.token }
}
