import { verify } from '@node-rs/argon2'
import { randomUUID } from 'node:crypto'
import type { RequestSource } from '@/lib/audit/record-event'
import { keyedHash } from '@/lib/auth/keyed-hash'
import { returnStrike, takeStrike } from '@/lib/auth/sign-in-guard'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { getPrisma } from '@/lib/db/prisma'
import { createTestAccount, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2')
  return { ...real, verify: jest.fn(real.verify) }
})

const { pool } = useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const source: RequestSource = { address: null, userAgent: 'test' }
const attempt = (userId: string, password: string, now = start) =>
  startSignIn({ userId, password }, source, now)

test('twenty right passwords at once are no failures: none is answered with a lock, and no strike is left', async () => {
  const { userId } = await createTestAccount()
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => attempt(userId, testPassword)))
  // On a busy machine the last ones may have waited too long.
  expect(outcomes.filter(({ outcome }) => outcome !== 'started' && outcome !== 'busy')).toEqual([])
  expect(outcomes.filter(({ outcome }) => outcome === 'started').length).toBeGreaterThan(3)
  const { rows } = await pool().query(
    `SELECT FROM security_event WHERE actor = $1 AND kind IN ('lock', 'signInFailure')`,
    [`user:${userId}`],
  )
  expect(rows).toEqual([])
  expect(await attempt(userId, 'wrong')).toEqual({ outcome: 'refused' })
  expect(await attempt(userId, 'wrong')).toEqual({ outcome: 'refused' })
  expect((await attempt(userId, 'wrong')).outcome).toBe('locked')
})

test('right passwords among wrong ones at once are no failures, and refill nothing', async () => {
  const { userId } = await createTestAccount()
  const compare = jest.mocked(verify)
  const given = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? testPassword : `wrong${index}`))
  compare.mockClear()
  const outcomes = await Promise.all(given.map((password) => attempt(userId, password)))
  const wrongCompared = compare.mock.calls.filter(([, password]) => password !== testPassword).length
  expect(wrongCompared).toBeLessThanOrEqual(3)
  expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toHaveLength(Math.min(wrongCompared, 2))
  const locks = await pool().query(`SELECT FROM security_event WHERE actor = $1 AND kind = 'lock'`, [
    `user:${userId}`,
  ])
  expect(locks.rowCount).toBe(wrongCompared === 3 ? 1 : 0)
  const next = await attempt(userId, testPassword, after(1))
  expect(next.outcome).toBe(wrongCompared === 3 ? 'locked' : 'started')
})

test('strikes that are returned at once are all returned', async () => {
  const userId = randomUUID()
  const guard = async () =>
    (
      await pool().query(
        'SELECT strikes, comparing FROM sign_in_guard WHERE strikes > 0 AND user_id_hash = $1',
        [keyedHash('user-id', userId)],
      )
    ).rows
  for (let round = 0; round < 20; round++) {
    for (let strike = 0; strike < 3; strike++)
      await takeStrike(getPrisma(), { userId, isKnown: false }, start)
    await Promise.all([1, 2, 3].map(() => returnStrike(getPrisma(), userId)))
    expect(await guard()).toEqual([])
  }
})
