import { randomBytes, randomUUID } from 'node:crypto'
import { lockSeconds, takeStrike } from '@/lib/auth/sign-in-guard'
import { getPrisma } from '@/lib/db/prisma'
import { createTestAccount } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { after, anyUserId, attempt, start } from '@/tests/support/sign-in-tries'

const { pool } = useTestDatabase()

describe.each(anyUserId)('%s', (_name, makeUserId) => {
  test('of 200 tries at once during a lock one is noted, and one more a minute later', async () => {
    const userId = await makeUserId()
    for (let failure = 0; failure < 3; failure++) await attempt(userId, 'wrong')
    const during = { address: null, userAgent: randomUUID() }
    const noted = async () =>
      (
        await pool().query(
          `SELECT FROM security_event WHERE user_agent = $1 AND detail->>'reason' = 'locked'`,
          [during.userAgent],
        )
      ).rowCount
    const burst = (at: Date) =>
      Promise.all(Array.from({ length: 200 }, () => attempt(userId, 'wrong', at, during)))
    await burst(after(1))
    expect(await noted()).toBe(1)
    await burst(after(60))
    expect(await noted()).toBe(1)
    await burst(after(61))
    expect(await noted()).toBe(2)
  })

  test('a lock whose last comparison died is in the audit trail once, from the first try that finds it', async () => {
    const userId = await makeUserId()
    const from = { address: null, userAgent: randomUUID() }
    for (let strike = 0; strike < 3; strike++) await takeStrike(getPrisma(), { userId, isKnown: true }, start)
    for (const second of [11, 12, 80]) await attempt(userId, 'wrong', after(second), from)
    const { rows } = await pool().query(
      `SELECT detail->>'until' AS until FROM security_event WHERE user_agent = $1 AND kind = 'lock'`,
      [from.userAgent],
    )
    expect(rows).toEqual([{ until: after(lockSeconds).toISOString() }])
  })

  test('a lock is in the audit trail once, whatever is tried during it, and the next one too', async () => {
    const userId = await makeUserId()
    const from = { address: null, userAgent: randomUUID() }
    for (const second of [0, 1, 2, 3, 64, 602, 603, 604, 605])
      await attempt(userId, 'wrong', after(second), from)
    const { rowCount } = await pool().query(
      `SELECT FROM security_event WHERE user_agent = $1 AND kind = 'lock'`,
      [from.userAgent],
    )
    expect(rowCount).toBe(2)
  })
})

test('a try whose note failed leaves the lock to the next one, within the same minute', async () => {
  const userId = (await createTestAccount()).userId
  const from = { address: null, userAgent: randomUUID() }
  for (let strike = 0; strike < 3; strike++) await takeStrike(getPrisma(), { userId, isKnown: true }, start)
  await pool().query(
    `ALTER TABLE security_event ADD CONSTRAINT no_lock CHECK (kind <> 'lock' OR user_agent <> '${from.userAgent}') NOT VALID`,
  )
  await expect(attempt(userId, 'wrong', after(11), from)).rejects.toThrow('no_lock')
  await pool().query('ALTER TABLE security_event DROP CONSTRAINT no_lock')
  await attempt(userId, 'wrong', after(12), from)
  const { rows } = await pool().query<{ kind: string }>(
    'SELECT kind FROM security_event WHERE user_agent = $1 ORDER BY event_id',
    [from.userAgent],
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['lock', 'signInFailure'])
})

test('tries at a locked account are noted once a minute', async () => {
  const { accountId, userId } = await createTestAccount()
  for (let failure = 0; failure < 3; failure++) await attempt(userId, 'wrong')
  for (let second = 0; second < 120; second += 10) await attempt(userId, 'wrong', after(second))
  const { rows } = await pool().query(
    `SELECT count(*)::int AS noted FROM security_event WHERE account_id = $1 AND detail->>'reason' = 'locked'`,
    [accountId],
  )
  expect(rows[0].noted).toBe(2)
})

test('neither password nor user ID of a failure stands in the audit trail', async () => {
  const secret = `Secret!${randomBytes(5).toString('hex')}`
  await attempt(secret, secret)
  const { rows } = await pool().query(
    `SELECT count(*)::int AS found FROM security_event WHERE security_event::text LIKE $1`,
    [`%${secret}%`],
  )
  expect(rows[0].found).toBe(0)
})
