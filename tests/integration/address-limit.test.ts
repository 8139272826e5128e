import { randomUUID } from 'node:crypto'
import type { RequestSource } from '@/lib/audit/record-event'
import { firstFailuresMax } from '@/lib/auth/address-limit'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { createTestAccount, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const elsewhere: RequestSource = { address: null, userAgent: 'test' }
const attempt = (userId: string, password: string, now = start, from = elsewhere) =>
  startSignIn({ userId, password }, from, now)

test('walking through user IDs from one address is stopped, others are not', async () => {
  const walker = { address: '192.0.2.1', userAgent: null }
  for (let walked = 0; walked < firstFailuresMax; walked++)
    expect((await attempt(randomUUID(), 'wrong', start, walker)).outcome).toBe('refused')
  const { userId } = await createTestAccount()
  expect(await attempt(userId, testPassword, start, walker)).toEqual({ outcome: 'tooMany' })
  // The refusal left no strike behind.
  expect(await attempt(userId, 'wrong')).toEqual({ outcome: 'refused' })
  expect(await attempt(userId, 'wrong')).toEqual({ outcome: 'refused' })
  expect((await attempt(userId, testPassword)).outcome).toBe('started')
  const neighbour = { address: '192.0.2.2', userAgent: null }
  expect((await attempt(randomUUID(), 'wrong', start, neighbour)).outcome).toBe('refused')
})

test('addresses of one IPv6 network count as one, however they are written', async () => {
  const from = (address: string) => ({ address, userAgent: null })
  for (let walked = 0; walked < firstFailuresMax; walked++)
    await attempt(randomUUID(), 'wrong', start, from(`2001:db8:0:1::${walked.toString(16)}`))
  expect((await attempt(randomUUID(), 'wrong', start, from('2001:0db8::1:9:9:9:9'))).outcome).toBe('tooMany')
  expect((await attempt(randomUUID(), 'wrong', start, from('2001:db8:0:2::1'))).outcome).toBe('refused')
})

test('signing in from one address again and again uses nothing up', async () => {
  const office = { address: '192.0.2.3', userAgent: null }
  const { userId } = await createTestAccount()
  for (let time = 0; time < firstFailuresMax + 5; time++)
    expect((await attempt(userId, testPassword, start, office)).outcome).toBe('started')
})

test('tries past the limit of an address leave no rows behind, and one line in the trail', async () => {
  const walker = { address: '192.0.2.77', userAgent: null }
  const rows = async () =>
    (
      await pool().query(`SELECT (SELECT count(*) FROM sign_in_guard)::int AS guards,
        (SELECT count(*) FROM security_event WHERE source_address = '192.0.2.77')::int AS events`)
    ).rows[0] as { guards: number; events: number }
  for (let walked = 0; walked < firstFailuresMax; walked++)
    await attempt(randomUUID(), 'wrong', start, walker)
  const before = await rows()
  for (let walked = 0; walked < 10; walked++) await attempt(randomUUID(), 'wrong', start, walker)
  expect(await rows()).toEqual({ guards: before.guards, events: before.events + 1 })
})
