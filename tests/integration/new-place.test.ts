import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { completeSignIn } from '@/lib/auth/complete-sign-in'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { newPlaceMailsMax, tellNewPlace } from '@/lib/auth/tell-new-place'
import { getPrisma } from '@/lib/db/prisma'
import { networkOf } from '@/lib/http/client-address'
import { readOutbox } from '@/lib/mail/outbox'
import * as outbox from '@/lib/mail/outbox'
import { createTestAccount, testPassword, type TestAccount } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

jest.mock('@/lib/mail/outbox', () => {
  const real = jest.requireActual<typeof outbox>('@/lib/mail/outbox')
  return { ...real, putInOutbox: jest.fn(real.putInOutbox) }
})

const { pool } = useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')

/** Signs in from an address. @returns whom to mail that the place is new. */
async function signInFrom({ userId }: TestAccount, address: string | null) {
  const source = { address, userAgent: 'test' }
  const started = await startSignIn({ userId, password: testPassword }, source, start)
  if (started.outcome !== 'started') throw new Error(started.outcome)
  const completed = await completeSignIn({ token: started.token, otp: undefined }, source, start)
  if (completed.outcome !== 'signedIn') throw new Error(completed.outcome)
  return completed.newPlace
}

const signIns = async ({ accountId }: TestAccount) => {
  const events = await getPrisma().securityEvent.findMany({ where: { accountId, kind: 'signIn' } })
  return events.sort((one, other) => Number(one.id - other.id)).map(({ detail }) => detail)
}

describe('a place is new', () => {
  test('from the second address on, once each; the trail notes it', async () => {
    const account = await createTestAccount()
    const told = { accountId: account.accountId, email: `${account.userId}@example.com` }
    expect(await signInFrom(account, '192.0.2.1')).toBeUndefined()
    expect(await signInFrom(account, '192.0.2.1')).toBeUndefined()
    expect(await signInFrom(account, '192.0.2.2')).toEqual(told)
    expect(await signInFrom(account, '192.0.2.2')).toBeUndefined()
    expect(await signInFrom(account, null)).toBeUndefined()
    expect(await signIns(account)).toEqual([{}, {}, { newPlace: true }, {}, {}])
  })

  test('by the network of 64 bits where it is IPv6', async () => {
    const account = await createTestAccount()
    await signInFrom(account, '2001:db8:0:1::1')
    expect(await signInFrom(account, '2001:db8:0:1:ffff::2')).toBeUndefined()
    expect(await signInFrom(account, '2001:db8:0:2::1')).toBeDefined()
  })

  test('for one account, whatever others do; one without an address is not told, and the trail has it', async () => {
    const [one, other] = [await createTestAccount(), await createTestAccount({ email: null })]
    await signInFrom(one, '192.0.2.1')
    expect(await signInFrom(other, '192.0.2.2')).toBeUndefined()
    expect(await signInFrom(other, '192.0.2.1')).toBeUndefined()
    expect(await signIns(other)).toEqual([{}, { newPlace: true }])
  })

  test('once, however many sign in from it at the same moment', async () => {
    const account = await createTestAccount()
    await signInFrom(account, '192.0.2.1')
    const told = await Promise.all(Array.from({ length: 5 }, () => signInFrom(account, '192.0.2.2')))
    expect(told.filter(Boolean)).toHaveLength(1)
  })
})

test('the migration takes what the trail has, as lib/http/client-address.ts writes networks', async () => {
  const account = await createTestAccount()
  const { accountId, contractNumber } = account
  const addresses = [
    '192.0.2.1',
    '::ffff:192.0.2.2',
    '2001:db8:0:a1::1',
    '2001:db8::5',
    '::1',
    'fe80::1:2:3:4',
  ]
  const seen = { at: start, kind: 'signIn', actor: 'system', accountId, contractNumber, detail: {} }
  await getPrisma().securityEvent.createMany({
    data: [...addresses, '192.0.2.1', 'no address', 'fe80::1%eth0', null].map((sourceAddress) => ({
      ...seen,
      sourceAddress,
    })),
  })
  const folder = path.join(__dirname, '../../prisma/migrations/20261127041000_known_networks')
  const fill = await readFile(path.join(folder, 'migration.sql'), 'utf8')
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await client.query('DELETE FROM known_network')
    await client.query(fill)
    const { rows } = await client.query<{ network: string }>(
      'SELECT network FROM known_network WHERE account_id = $1',
      [accountId],
    )
    expect(rows.map(({ network }) => network).sort()).toEqual(addresses.map(networkOf).sort())
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

describe('the mail of a new place', () => {
  const userAgent =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'

  async function placeOf(source: { address: string | null; userAgent: string | null }, locale: 'ja' | 'en') {
    const { accountId, userId } = await createTestAccount()
    return { accountId, email: `${userId}@example.com`, locale, source, at: start }
  }
  const mailsTo = async (address: string) => (await readOutbox()).filter(({ to }) => to === address)

  test('says when, from where, with what, and what to do', async () => {
    const place = await placeOf({ address: '192.0.2.7', userAgent }, 'ja')
    await tellNewPlace(place)
    const [mail] = await mailsTo(place.email)
    expect(mail!.subject).toBe('【BizFAX】新しい接続元からのログインのお知らせ')
    for (const words of [
      '2026/11/22 12:00',
      '192.0.2.7',
      'Chrome 130 / Windows',
      'パスワードを更新',
      '0120-161011',
    ])
      expect(mail!.text).toContain(words)
  })

  test('quotes no words that a stranger may have put into the header', async () => {
    const place = await placeOf({ address: null, userAgent: 'Call 0900-000-000/1.0 at once' }, 'en')
    await tellNewPlace(place)
    const [mail] = await mailsTo(place.email)
    expect(mail!.subject).toBe('[BizFAX] Sign-in from a new address')
    expect(mail!.text).toContain('Browser / system: unknown')
    expect(mail!.text).not.toContain('0900')
  })

  test(`comes ${newPlaceMailsMax} times a day at most`, async () => {
    const place = await placeOf({ address: '192.0.2.7', userAgent }, 'ja')
    for (let time = 0; time < newPlaceMailsMax + 3; time++) await tellNewPlace(place)
    expect(await mailsTo(place.email)).toHaveLength(newPlaceMailsMax)
  })

  test('breaks nothing where it cannot be sent', async () => {
    jest.mocked(outbox.putInOutbox).mockRejectedValueOnce(new Error('disk full'))
    const place = await placeOf({ address: '192.0.2.7', userAgent }, 'ja')
    await expect(tellNewPlace(place)).resolves.toBeUndefined()
    expect(await mailsTo(place.email)).toEqual([])
  })
})
