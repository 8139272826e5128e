import { changePassword } from '@/lib/accounts/change-password'
import { createAccount } from '@/lib/accounts/create-account'
import { resetPassword } from '@/lib/accounts/reset-password'
import { showAccount } from '@/lib/accounts/show-account'
import { completeSignIn } from '@/lib/auth/complete-sign-in'
import { firstPasswordDays } from '@/lib/auth/first-password'
import { sendSignInOtp } from '@/lib/auth/send-sign-in-otp'
import { readSession } from '@/lib/auth/session'
import { getPrisma } from '@/lib/db/prisma'
import { readOutbox } from '@/lib/mail/outbox'
import { createTestAccount } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { after, attempt, source, start } from '@/tests/support/sign-in-tries'

useTestDatabase()
const end = after(firstPasswordDays * 86_400)
const justBefore = new Date(end.getTime() - 1_000)

async function signIn(userId: string, password: string, at: Date) {
  const started = await attempt(userId, password, at)
  if (started.outcome !== 'started') throw new Error(started.outcome)
  const completed = await completeSignIn({ token: started.token, otp: undefined }, source, at)
  if (completed.outcome !== 'signedIn') throw new Error(completed.outcome)
  return (await readSession(completed.sessionId, at))!
}

async function resetAccount() {
  const account = await createTestAccount()
  return { ...account, ...(await resetPassword(account.userId, 'yamada', start)) }
}

/** The code of a sign-in that is mailed just before the end. */
async function codeFor(userId: string, token: string): Promise<string> {
  expect(await sendSignInOtp(token, 'ja', source, justBefore)).toBe('sent')
  const mail = (await readOutbox()).find(({ to }) => to.startsWith(`${userId}@`))
  return /\b(\d{6})\b/.exec(mail!.text)![1]!
}

const guards = () => getPrisma().signInGuard.findMany({ select: { strikes: true, lockedUntil: true } })

test('a password of account create or reset-password must be changed, and is then one like any other', async () => {
  const { userId } = await createTestAccount()
  const access = { role: 'administrator' as const, masksNumbers: false, departments: [] }
  const made = {
    userId: `${userId}-2`,
    contractNumber: '04',
    email: undefined,
    multiFactor: false,
    ...access,
  }
  const first = [
    { userId, ...(await resetPassword(userId, 'yamada', start)) },
    { userId: made.userId, ...(await createAccount(made, 'yamada', start)) },
  ]
  for (const { userId, password, passwordUntil } of first) {
    expect(passwordUntil).toEqual(end)
    expect((await showAccount(userId, start)).firstPasswordUntil).toEqual(end)
    const user = await signIn(userId, password, start)
    expect(user.mustChangePassword).toBe(true)
    const newPassword = 'Eigen!Wahl7'
    const change = { oldPassword: password, newPassword, newPasswordAgain: newPassword }
    expect(await changePassword(user, change, source, start)).toEqual({ outcome: 'changed' })
    expect(await readSession(user.sessionId, start)).toBeUndefined()
    expect((await showAccount(userId, start)).firstPasswordUntil).toBeNull()
    expect((await signIn(userId, newPassword, after(30 * 86_400))).mustChangePassword).toBe(false)
  }
})

test('a common password is refused by its name beside the other rules, and the first one stays', async () => {
  const { userId, password } = await resetAccount()
  const user = await signIn(userId, password, start)
  const refused = async (newPassword: string) =>
    changePassword(user, { oldPassword: password, newPassword, newPasswordAgain: newPassword }, source, start)
  expect(await refused('Password1!')).toEqual({
    outcome: 'refused',
    problems: [{ field: 'newPassword', code: 'common' }],
  })
  expect(await refused('password')).toEqual({
    outcome: 'refused',
    problems: ['digit', 'symbol', 'common'].map((code) => ({ field: 'newPassword', code })),
  })
  expect((await signIn(userId, password, start)).mustChangePassword).toBe(true)
})

test('it signs in for seven days; after them only the right password is answered so', async () => {
  const { userId, password, accountId } = await resetAccount()
  expect((await attempt(userId, password, justBefore)).outcome).toBe('started')
  const before = await guards()
  expect(await attempt(userId, password, end)).toEqual({ outcome: 'firstPasswordOver' })
  // The right password is no failure, however often it is tried.
  for (let time = 0; time < 4; time++)
    expect(await attempt(userId, password, end)).toEqual({ outcome: 'firstPasswordOver' })
  expect(await guards()).toEqual(before)
  const events = await getPrisma().securityEvent.findMany({ where: { accountId, kind: 'signInFailure' } })
  expect(events.map(({ detail }) => detail)).toEqual(Array(5).fill({ reason: 'firstPasswordOver' }))
})

test('who was between the steps of signing in when it ended does not get in, code or none', async () => {
  for (const multiFactor of [true, false]) {
    const { userId, accountId } = await createTestAccount({ multiFactor })
    const { password } = await resetPassword(userId, 'yamada', start)
    const started = await attempt(userId, password, justBefore)
    if (started.outcome !== 'started') throw new Error(started.outcome)
    const { token } = started
    const otp = multiFactor ? await codeFor(userId, token) : undefined
    expect(await completeSignIn({ token, otp }, source, end)).toEqual({ outcome: 'gone' })
    expect(await getPrisma().signInSession.count({ where: { accountId } })).toBe(0)
    // Nor is another code sent.
    expect(await sendSignInOtp(token, 'ja', source, after(firstPasswordDays * 86_400 + 120))).toBeUndefined()
    expect(await attempt(userId, password, end)).toEqual({ outcome: 'firstPasswordOver' })
    // It was in time, just before.
    expect((await completeSignIn({ token, otp }, source, justBefore)).outcome).toBe('signedIn')
  }
})

test('after seven days a wrong password is answered as for an unknown user ID: strikes and lock hold', async () => {
  const { userId, password } = await resetAccount()
  const answers = async (id: string) => [
    await attempt(id, 'wrong', end),
    await attempt(id, 'wrong', end),
    await attempt(id, 'wrong', end),
    await attempt(id, password, end),
  ]
  const unknown = await answers('nobody-has-this-id')
  expect(await answers(userId)).toEqual(unknown)
  expect(unknown.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'locked', 'locked'])
})

test('a reset is no way past the one-time password', async () => {
  const { userId } = await createTestAccount({ multiFactor: true })
  const { password } = await resetPassword(userId, 'yamada', start)
  const started = await attempt(userId, password)
  if (started.outcome !== 'started') throw new Error(started.outcome)
  expect(started.needsOtp).toBe(true)
  expect(await completeSignIn({ token: started.token, otp: undefined }, source, start)).toEqual({
    outcome: 'refused',
  })
})

test('a new reset begins seven days anew', async () => {
  const { userId } = await resetAccount()
  const { password } = await resetPassword(userId, 'yamada', end)
  expect((await attempt(userId, password, after(10 * 86_400))).outcome).toBe('started')
})

test('accounts that have their password already are not affected', async () => {
  const { userId } = await createTestAccount()
  expect((await showAccount(userId, start)).firstPasswordUntil).toBeNull()
})
