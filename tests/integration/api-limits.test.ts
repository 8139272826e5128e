import { currentApiUser } from '@/lib/auth/api-user'
import { keyRequestsMax, keyWindowSeconds, wrongKeysMax } from '@/lib/auth/key-limits'
import { lockAccount } from '@/lib/accounts/lock-account'
import { problemOf } from '@/lib/http/problem'
import { locales } from '@/lib/i18n/locale'
import { getPrisma } from '@/lib/db/prisma'
import { createTestAccount } from '@/tests/support/account'
import { createTestKey, keyIdOf } from '@/tests/support/api-keys'
import { useTestDatabase } from '@/tests/support/connected-database'

const mockSource = { address: '192.0.2.1', userAgent: 'test' }
jest.mock('@/lib/auth/request-source', () => ({ requestSource: () => Promise.resolve(mockSource) }))
useTestDatabase()

const wrongKey = `bfx_${'0'.repeat(12)}_${'A'.repeat(43)}`

/** What a request with a key comes to: whose it is, or why it is refused. */
async function ask(authorization: string, address = mockSource.address) {
  mockSource.address = address
  const request = new Request('http://portal.test', { headers: { authorization } })
  return currentApiUser(request).catch((error: { refusal: unknown }) => error.refusal)
}
const askWith = (key: string, address?: string) => ask(`Bearer ${key}`, address)

test('of requests at once, a key makes as many as its limit has', async () => {
  const account = await createTestAccount()
  const key = await createTestKey(account)
  const answers = await Promise.all(Array.from({ length: keyRequestsMax + 5 }, () => askWith(key)))
  const refused = answers.filter((answer) => typeof answer === 'object' && answer && 'code' in answer)
  expect(refused).toHaveLength(5)
  for (const refusal of refused) {
    expect(refusal).toMatchObject({ code: 'requestsTooMany' })
    const { seconds } = refusal as { seconds: number }
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(keyWindowSeconds)
  }
  const left = answers.flatMap((answer) =>
    typeof answer === 'object' && answer && 'left' in answer
      ? [(answer.left as { requests: number }).requests]
      : [],
  )
  expect(left.sort((a, b) => a - b)).toEqual(Array.from({ length: keyRequestsMax }, (_, index) => index))
  expect(await askWith(await createTestKey(account, '別の鍵'))).toMatchObject({ user: { keyName: '別の鍵' } })
})

test('a key that opens nothing says why, and is limited too', async () => {
  const account = await createTestAccount()
  const [revoked, expired, locked] = [
    await createTestKey(account, '取り消し'),
    await createTestKey(account, '期限切れ'),
    await createTestKey(account, 'ロック'),
  ]
  const change = (key: string, data: { revokedAt?: Date; createdAt?: Date; expiresAt?: Date }) =>
    getPrisma().apiKey.update({ where: { id: keyIdOf(key) }, data })
  await change(revoked, { revokedAt: new Date() })
  await change(expired, { createdAt: new Date(Date.now() - 2_000), expiresAt: new Date(Date.now() - 1_000) })
  expect(await askWith(locked)).toMatchObject({ user: { userId: account.userId } })
  await lockAccount({ userId: account.userId, reason: undefined }, 'test', new Date())
  expect(await askWith(expired)).toEqual({ code: 'keyExpired' })
  expect(await askWith(locked)).toEqual({ code: 'keyLocked' })
  for (let asked = 0; asked < keyRequestsMax; asked += 1)
    expect(await askWith(revoked)).toEqual({ code: 'keyRevoked' })
  expect(await askWith(revoked)).toMatchObject({ code: 'requestsTooMany' })
})

test('an administrator whose account is locked has no way left by a key made for a colleague', async () => {
  const [admin, colleague] = [await createTestAccount(), await createTestAccount({ role: 'reader' })]
  const key = await createTestKey(colleague, '会計システム', admin)
  expect(await askWith(key)).toMatchObject({ user: { userId: colleague.userId } })
  await lockAccount({ userId: admin.userId, reason: undefined }, 'test', new Date())
  expect(await askWith(key)).toEqual({ code: 'keyMakerGone' })
})

test('why a key opens nothing is said with what to do, in both languages', () => {
  for (const locale of locales)
    for (const code of ['keyExpired', 'keyRevoked', 'keyLocked', 'keyMakerGone'] as const)
      expect(problemOf({ code }, locale).detail).toMatch(
        /管理者が新しい鍵|BizFAX|administrator of the contract can/,
      )
})

test('wrong keys from one address are stopped, right ones and others are not', async () => {
  const key = await createTestKey(await createTestAccount())
  const [walker, neighbour] = ['198.51.100.1', '198.51.100.2']
  for (let tried = 0; tried < wrongKeysMax; tried += 1)
    expect(await askWith(wrongKey, walker)).toEqual({ code: 'keyUnknown' })
  expect(await askWith(wrongKey, walker)).toMatchObject({ code: 'requestsTooMany' })
  expect(await askWith(`${key.slice(0, -4)}AAAA`, walker)).toMatchObject({ code: 'requestsTooMany' })
  expect(await askWith(key, walker)).toMatchObject({ user: { keyName: '会計システム' } })
  expect(await askWith(wrongKey, neighbour)).toEqual({ code: 'keyUnknown' })
})

test.each(['', 'Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', `bearer: ${wrongKey}`])(
  '%p sends no key',
  async (authorization) => {
    expect(await ask(authorization)).toEqual({ code: 'keyMissing' })
  },
)
