import { verify } from '@node-rs/argon2'
import { randomUUID } from 'node:crypto'
import { completeSignIn } from '@/lib/auth/complete-sign-in'
import {
  forgetUnknownUserIds,
  keepStrike,
  lockSeconds,
  lockedUntil,
  takeStrike,
  waitingMax,
} from '@/lib/auth/sign-in-guard'
import { getPrisma } from '@/lib/db/prisma'
import { createTestAccount, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { after, anyUserId, attempt, source, start } from '@/tests/support/sign-in-tries'

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2')
  return { ...real, verify: jest.fn(real.verify) }
})

const { pool } = useTestDatabase()

describe.each(anyUserId)('%s', (_name, makeUserId) => {
  test('of 200 wrong passwords at once at most three are compared', async () => {
    const userId = await makeUserId()
    const compare = jest.mocked(verify)
    compare.mockClear()
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => attempt(userId, 'wrong')))
    expect(compare).toHaveBeenCalledTimes(3)
    expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toHaveLength(2)
    // Those for whom no place to wait was left.
    const busy = outcomes.filter(({ outcome }) => outcome === 'busy').length
    expect(outcomes.filter(({ outcome }) => outcome === 'locked')).toHaveLength(198 - busy)
    expect((await attempt(userId, testPassword)).outcome).toBe('locked')
  })

  test('the third failure locks: closed at 9:59, open again at 10:00', async () => {
    const userId = await makeUserId()
    expect(await attempt(userId, 'wrong')).toEqual({ outcome: 'refused' })
    expect(await attempt(userId, 'wrong', after(1))).toEqual({ outcome: 'refused' })
    const until = after(2 + lockSeconds)
    expect(await attempt(userId, 'wrong', after(2))).toEqual({ outcome: 'locked', until })
    expect(await attempt(userId, testPassword, after(2 + 599))).toEqual({ outcome: 'locked', until })
    expect(await attempt(userId, 'wrong', after(2 + 600))).toEqual({ outcome: 'refused' })
  })

  test('trying during the lock neither extends nor restarts it', async () => {
    const userId = await makeUserId()
    for (let failure = 0; failure < 3; failure++) await attempt(userId, 'wrong')
    for (let second = 0; second < lockSeconds; second += 60)
      expect(await attempt(userId, 'wrong', after(second))).toEqual({
        outcome: 'locked',
        until: after(lockSeconds),
      })
    expect(await lockedUntil(getPrisma(), userId, after(lockSeconds))).toBeUndefined()
    // After the lock there are three tries again, not one.
    expect(await attempt(userId, 'wrong', after(lockSeconds))).toEqual({ outcome: 'refused' })
    expect(await attempt(userId, 'wrong', after(lockSeconds + 1))).toEqual({ outcome: 'refused' })
    expect((await attempt(userId, 'wrong', after(lockSeconds + 2))).outcome).toBe('locked')
  })

  test('failures in a row have no time limit between them', async () => {
    const userId = await makeUserId()
    await attempt(userId, 'wrong')
    await attempt(userId, 'wrong', after(86_400))
    expect((await attempt(userId, 'wrong', after(10 * 86_400))).outcome).toBe('locked')
  })

  test('a password that nobody can have costs no strike, is not compared, and is answered the same', async () => {
    const userId = await makeUserId()
    const compare = jest.mocked(verify)
    compare.mockClear()
    const query = jest.spyOn(pool(), 'query')
    const impossible: [string, string][] = [
      [`${testPassword} `, 'blank'],
      [`${testPassword}\u3000`, 'blank'],
      [`${testPassword}\u200b`, 'blank'],
      ['Ｒｉｇｈｔ！２０２６', 'foreignCharacter'],
      ['Right?2026', 'foreignCharacter'],
      ['x'.repeat(21), 'tooLong'],
    ]
    for (const [password, problem] of impossible)
      expect(await attempt(userId, password)).toEqual({ outcome: 'impossible', problem })
    expect(query).not.toHaveBeenCalled()
    query.mockRestore()
    expect(compare).not.toHaveBeenCalled()
    expect(await attempt(userId, 'wrong')).toEqual({ outcome: 'refused' })
    expect(await attempt(userId, 'wrong')).toEqual({ outcome: 'refused' })
    expect((await attempt(userId, 'wrong')).outcome).toBe('locked')
  })

  test('while three strikes are being compared a further try waits; it is locked out where all were wrong', async () => {
    const userId = await makeUserId()
    for (let strike = 0; strike < 3; strike++)
      expect((await takeStrike(getPrisma(), { userId, isKnown: true }, start)).outcome).toBe('taken')
    expect(await attempt(userId, 'wrong')).toEqual({ outcome: 'busy' })
    const waiting = attempt(userId, 'wrong')
    expect(await keepStrike(getPrisma(), userId, start)).toBeUndefined()
    expect(await keepStrike(getPrisma(), userId, start)).toBeUndefined()
    expect(await keepStrike(getPrisma(), userId, start)).toEqual(after(lockSeconds))
    expect(await waiting).toEqual({ outcome: 'locked', until: after(lockSeconds) })
  })

  test('a try that waits only reads, and at most twenty wait at once', async () => {
    const userId = await makeUserId()
    const take = () => takeStrike(getPrisma(), { userId, isKnown: true }, start)
    for (let strike = 0; strike < 3; strike++) await take()
    const query = jest.spyOn(pool(), 'query')
    let busyAtOnce = 0
    const begun = performance.now()
    const tries = Array.from({ length: waitingMax + 5 }, async () => {
      const strike = await take()
      if (performance.now() < begun + 2_000) busyAtOnce++
      return strike
    })
    expect(new Set((await Promise.all(tries)).map(({ outcome }) => outcome))).toEqual(new Set(['busy']))
    const statements = (query.mock.calls as unknown as [{ text: string }][]).map(([{ text }]) => text)
    query.mockRestore()
    expect(busyAtOnce).toBe(5)
    expect(statements.filter((statement) => /^\s*INSERT/.test(statement))).toHaveLength(waitingMax + 5)
  })

  test('a strike whose comparison died with its process is a failure', async () => {
    const userId = await makeUserId()
    for (let strike = 0; strike < 3; strike++) await takeStrike(getPrisma(), { userId, isKnown: true }, start)
    expect(await attempt(userId, 'wrong', after(11))).toEqual({
      outcome: 'locked',
      until: after(lockSeconds),
    })
    expect((await attempt(userId, 'wrong', after(lockSeconds))).outcome).toBe('refused')
  })
})

test('a known and an unknown user ID take the same steps: statements and comparisons, in the same order', async () => {
  const steps = async (userId: string) => {
    const taken: string[] = []
    const query = jest.spyOn(pool(), 'query')
    const compare = jest.mocked(verify)
    compare.mockClear()
    // The fourth try, during the lock, is noted; the fifth, within the same minute, is not.
    for (let failure = 0; failure < 5; failure++) await attempt(userId, 'wrong')
    for (const [{ text }] of query.mock.calls as unknown as [{ text: string }][]) taken.push(text)
    query.mockRestore()
    return { taken, compared: compare.mock.calls.length }
  }
  const known = await steps((await createTestAccount()).userId)
  const unknown = await steps(randomUUID())
  expect(unknown.compared).toBe(known.compared)
  expect(known.taken).toEqual(unknown.taken)
})

test('a right password during the lock is refused, and right again after it', async () => {
  const { userId } = await createTestAccount()
  for (let failure = 0; failure < 3; failure++) await attempt(userId, 'wrong')
  expect((await attempt(userId, testPassword, after(599))).outcome).toBe('locked')
  expect((await attempt(userId, testPassword, after(600))).outcome).toBe('started')
})

test('a sign-in pending since before the lock cannot be completed during it', async () => {
  const { userId } = await createTestAccount()
  const started = await attempt(userId, testPassword)
  if (started.outcome !== 'started') throw new Error(started.outcome)
  for (let failure = 0; failure < 3; failure++) await attempt(userId, 'wrong')
  const token = started.token
  expect((await completeSignIn({ token, otp: undefined }, source, after(1))).outcome).toBe('locked')
  expect((await completeSignIn({ token, otp: undefined }, source, after(601))).outcome).toBe('signedIn')
})

test('a right password gives its strike back but forgives no earlier one; a completed sign-in forgives all', async () => {
  const { userId } = await createTestAccount()
  await attempt(userId, 'wrong')
  await attempt(userId, 'wrong')
  const started = await attempt(userId, testPassword)
  if (started.outcome !== 'started') throw new Error(started.outcome)
  expect(await lockedUntil(getPrisma(), userId, start)).toBeUndefined()
  // The next strike is the third: the two failures still count, the right password does not.
  const third = await takeStrike(getPrisma(), { userId, isKnown: true }, start)
  expect(third).toEqual({ outcome: 'taken', isFirst: false })
  expect(await keepStrike(getPrisma(), userId, start)).toEqual(after(lockSeconds))
  expect((await takeStrike(getPrisma(), { userId, isKnown: true }, start)).outcome).toBe('locked')

  const other = await createTestAccount()
  await attempt(other.userId, 'wrong')
  await attempt(other.userId, 'wrong')
  const again = await attempt(other.userId, testPassword)
  if (again.outcome !== 'started') throw new Error(again.outcome)
  await completeSignIn({ token: again.token, otp: undefined }, source, start)
  expect(await attempt(other.userId, 'wrong')).toEqual({ outcome: 'refused' })
  expect(await attempt(other.userId, 'wrong')).toEqual({ outcome: 'refused' })
})

test('an operator’s lock refuses the right password, without an end', async () => {
  const { accountId, userId } = await createTestAccount()
  await getPrisma().account.update({ where: { id: accountId }, data: { lockedAt: start } })
  expect(await attempt(userId, testPassword)).toEqual({ outcome: 'locked', until: undefined })
})

test('failures of unknown user IDs are remembered as long as those of known ones', async () => {
  const known = await createTestAccount()
  for (const userId of [known.userId, randomUUID()]) {
    await attempt(userId, 'wrong')
    await attempt(userId, 'wrong')
    await forgetUnknownUserIds(getPrisma())
    expect((await attempt(userId, 'wrong', after(31 * 86_400))).outcome).toBe('locked')
  }
})

test('the guard holds a bounded number of unknown user IDs', async () => {
  await pool().query(`INSERT INTO sign_in_guard (user_id_hash, is_known, strikes, last_failure_at)
    SELECT decode(md5(number::text), 'hex'), false, 1, timestamptz '2026-11-22 03:00Z' + number * interval '1 second'
    FROM generate_series(1, 100500) AS number`)
  await forgetUnknownUserIds(getPrisma())
  const { rows } = await pool().query('SELECT count(*)::int AS rows FROM sign_in_guard WHERE NOT is_known')
  expect(rows[0].rows).toBeLessThanOrEqual(100_001)
})
