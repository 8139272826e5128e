import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { findKey } from '@/lib/auth/api-key'
import { completeSignIn } from '@/lib/auth/complete-sign-in'
import { otpMatches, sendOtp, wasOtpSent, type OtpSubject } from '@/lib/auth/one-time-password'
import {
  clearStrikes,
  keepStrike,
  lockedUntil,
  lockSeconds,
  returnStrike,
  takeStrike,
} from '@/lib/auth/sign-in-guard'
import { getPrisma } from '@/lib/db/prisma'
import { readOverviews } from '@/lib/accounts/account-overview'
import { createTestAccount, createTestUser, testPassword } from '@/tests/support/account'
import { createTestKey, keyIdOf } from '@/tests/support/api-keys'
import { useTestDatabase } from '@/tests/support/connected-database'
import { neighbours, stepsOfRotation, withKeys, type Keys } from '@/tests/support/rotation'
import { after, attempt, source, start } from '@/tests/support/sign-in-tries'

const { pool } = useTestDatabase()

const children = new Set<ChildProcess>()
afterAll(() => children.forEach((child) => child.kill('SIGKILL')))

/** A process with keys of its own. */
async function loadTaker({ signs, accepts = '' }: Keys): Promise<ChildProcess> {
  const child = fork(path.join(__dirname, '../support/strike-taker.ts'), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, LOG_LEVEL: 'silent', AUTH_SECRET: signs, AUTH_SECRET_PREVIOUS: accepts },
  })
  children.add(child)
  await once(child, 'message')
  return child
}

async function takeIn(child: ChildProcess, userIds: string[], strikes: number): Promise<number[]> {
  const exit = once(child, 'exit').then(() => Promise.reject(new Error('the process ended')))
  const answer = Promise.race([once(child, 'message'), exit])
  child.send({ databaseUrl: pool().options.connectionString!, userIds, strikes, at: start.toISOString() })
  return ((await answer) as [number[]])[0]
}

const fail = (keys: Keys, userId: string, now = start) => withKeys(keys, () => attempt(userId, 'wrong', now))

describe.each(neighbours)('processes of step %s', (_name, one, other) => {
  test('failures at both are three, and lock at both', async () => {
    const { userId } = await createTestAccount()
    expect((await fail(one, userId)).outcome).toBe('refused')
    expect((await fail(other, userId)).outcome).toBe('refused')
    expect((await fail(one, userId)).outcome).toBe('locked')
    for (const keys of [one, other]) {
      expect(await withKeys(keys, () => lockedUntil(getPrisma(), userId, start))).toEqual(after(lockSeconds))
      const right = await withKeys(keys, () => attempt(userId, testPassword, after(599)))
      expect(right).toEqual({ outcome: 'locked', until: after(lockSeconds) })
    }
    const [overview] = await withKeys(other, () => readOverviews({ userId }, start))
    expect(overview).toMatchObject({ strikes: 3, lockedUntil: after(lockSeconds) })
    const { rows } = await pool().query(
      `SELECT kind, count(*)::int FROM security_event WHERE actor = $1 AND kind = 'lock' GROUP BY kind`,
      [`user:${userId}`],
    )
    expect(rows).toEqual([{ kind: 'lock', count: 1 }])
    expect((await withKeys(other, () => attempt(userId, testPassword, after(600)))).outcome).toBe('started')
  })

  test('a strike taken at the one is kept, returned and cleared at the other', async () => {
    const userId = randomUUID()
    const take = (keys: Keys) =>
      withKeys(keys, () => takeStrike(getPrisma(), { userId, isKnown: true }, start))
    await take(one)
    await withKeys(other, () => keepStrike(getPrisma(), userId, start))
    await take(one)
    await withKeys(other, () => returnStrike(getPrisma(), userId))
    await take(other)
    await withKeys(one, () => keepStrike(getPrisma(), userId, start))
    expect(await withKeys(other, () => clearStrikes(getPrisma(), userId))).toMatchObject({ strikes: 2 })
    expect(await withKeys(one, () => clearStrikes(getPrisma(), userId))).toMatchObject({ strikes: 0 })
  })

  test('a code, a sign-in that lacks it, and a key for programs go on', async () => {
    const subject: OtpSubject = { purpose: 'sign-in', subject: Buffer.from(randomUUID()) }
    let code = ''
    await withKeys(one, () => sendOtp(subject, async (made) => ((code = made), 'sent'), start))
    await withKeys(other, async () => {
      expect(await otpMatches(getPrisma(), subject, code, start)).toBe(true)
      expect(await otpMatches(getPrisma(), subject, `${code.slice(1)}x`, start)).toBe(false)
      expect(await wasOtpSent(getPrisma(), subject, code)).toBe(true)
    })

    const { userId } = await createTestAccount()
    const pending = await withKeys(one, () => attempt(userId, testPassword))
    if (pending.outcome !== 'started') throw new Error(pending.outcome)
    const completed = await withKeys(other, () =>
      completeSignIn({ token: pending.token, otp: undefined }, source, start),
    )
    expect(completed.outcome).toBe('signedIn')

    const user = await createTestUser()
    const key = await withKeys(one, () => createTestKey(user))
    for (const keys of [other, one, other, one])
      expect((await withKeys(keys, () => findKey(key)))?.accountId).toBe(user.accountId)
    expect(await withKeys(other, () => findKey(`${key.slice(0, -2)}AA`))).toBeUndefined()
  })
})

const earlierFirst = neighbours.filter((_, index) => index % 2 === 0)

test.each(earlierFirst)('parallel guesses at processes of step %s get three', async (_name, one, other) => {
  const takers = await Promise.all([loadTaker(one), loadTaker(other)])
  const takeAtOnce = (userIds: string[], strikes: number) =>
    Promise.all(takers.map((taker) => takeIn(taker, userIds, strikes)))
  const userIds = Array.from({ length: 10 }, () => randomUUID())
  // Their connections are made, so that they begin together.
  await takeAtOnce(
    userIds.map((userId) => `other ${userId}`),
    1,
  )
  const [ofOne, ofOther] = (await takeAtOnce(userIds, 6)) as [number[], number[]]
  expect(userIds.map((_, index) => ofOne[index]! + ofOther[index]!)).toEqual(userIds.map(() => 3))
})

test('through all steps failures are not forgotten, and a key that is used once meanwhile outlives them', async () => {
  const [alone, both, switched, done] = stepsOfRotation as [Keys, Keys, Keys, Keys]
  const { userId } = await createTestAccount()
  const user = await createTestUser()
  const [used, unused] = await withKeys(alone, () =>
    Promise.all([createTestKey(user, '使う鍵'), createTestKey(user, '使わない鍵')]),
  )
  await fail(alone, userId)
  await withKeys(both, () => lockedUntil(getPrisma(), userId, start))
  await fail(switched, userId)
  expect(await withKeys(switched, () => findKey(used))).toBeDefined()
  expect((await fail(done, userId)).outcome).toBe('locked')
  expect((await withKeys(done, () => findKey(used)))?.id).toBe(keyIdOf(used))
  expect(await withKeys(done, () => findKey(unused))).toBeUndefined()
})

test('failures that a process with the new key alone has counted already add to those of the old one', async () => {
  const [alone, , switched, done] = stepsOfRotation as [Keys, Keys, Keys, Keys]
  const cases: [earlier: number, later: number, outcome: string][] = [
    [1, 1, 'locked'],
    [2, 1, 'locked'],
    [1, 2, 'locked'],
    [1, 0, 'refused'],
  ]
  for (const [earlier, later, outcome] of cases) {
    const { userId } = await createTestAccount()
    for (let failure = 0; failure < earlier; failure++) await fail(alone, userId)
    for (let failure = 0; failure < later; failure++) await fail(done, userId, after(1))
    expect([earlier, later, (await fail(switched, userId, after(2))).outcome]).toEqual([
      earlier,
      later,
      outcome,
    ])
  }
})

test('a lock of the old key that was over before the failures of the new one adds nothing to them', async () => {
  const [alone, , switched, done] = stepsOfRotation as [Keys, Keys, Keys, Keys]
  const { userId } = await createTestAccount()
  for (let failure = 0; failure < 3; failure++) await fail(alone, userId)
  await fail(done, userId, after(601))
  expect((await fail(switched, userId, after(602))).outcome).toBe('refused')
  expect((await fail(switched, userId, after(603))).outcome).toBe('locked')
})
