import { verify } from '@node-rs/argon2'
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { createTestAccount } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { after, attempt } from '@/tests/support/sign-in-tries'

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2')
  return { ...real, verify: jest.fn(real.verify) }
})

useTestDatabase()

/** What costs time in a wrong try: the statements that are sent, and the hashes that are compared, by their costs. */
async function workOf(userId: string, second: number) {
  const statements = jest.spyOn(Client.prototype, 'query')
  const hashes = jest.mocked(verify)
  hashes.mockClear()
  const { outcome } = await attempt(userId, 'wrong', after(second))
  const sent = (statements.mock.calls as unknown as [string | { text: string }][]).map(([query]) =>
    typeof query === 'string' ? query : query.text,
  )
  statements.mockRestore()
  const costs = hashes.mock.calls.map(([hash]) => String(hash).split('$').slice(0, 4).join('$'))
  return { outcome, sent, costs }
}

test('a wrong try at an unknown user ID is the same work as at a known one: until the lock, at it and during it', async () => {
  const known = (await createTestAccount()).userId
  const expired = (await createTestAccount({ firstPasswordUntil: new Date(0) })).userId
  const unknown = randomUUID()
  // The first try of a process makes the decoy, and what Prisma prepares once.
  await attempt(randomUUID(), 'wrong')
  for (const [second, outcome] of ['refused', 'refused', 'locked', 'locked'].entries()) {
    const work = await workOf(unknown, second)
    expect(work.outcome).toBe(outcome)
    expect(work.sent.length).toBeGreaterThan(1)
    expect(work.costs).toHaveLength(second < 3 ? 1 : 0)
    expect(await workOf(known, second)).toEqual(work)
    expect(await workOf(expired, second)).toEqual(work)
  }
})
