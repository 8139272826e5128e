import fc from 'fast-check'
import { encode } from 'next-auth/jwt'
import { isFormAccount, formAccount } from '@/lib/auth/form-account'
import { isKeyedHash, keyedHash, keyedHashes } from '@/lib/auth/keyed-hash'
import { sessionCookieName } from '@/lib/auth/cookies'
import { readSessionCookie } from '@/lib/auth/read-session-cookie'
import { log } from '@/lib/log'
import { neighbours, stepsOfRotation, withKeys } from '@/tests/support/rotation'

const [first, , , last] = stepsOfRotation

test('without a key nothing is hashed', async () => {
  await withKeys({ signs: undefined as unknown as string }, () =>
    expect(() => keyedHash('user-id', 'x')).toThrow('authSecretMissing'),
  )
})

test('the same key twice counts once', async () => {
  await withKeys({ signs: 'k'.repeat(32), accepts: 'k'.repeat(32) }, () =>
    expect(keyedHashes('user-id', 'x')).toHaveLength(1),
  )
})

test.each(neighbours)(
  'what one process hashes the other knows again, and nothing else: %s',
  async (_name, one, other) => {
    const text = fc.string({ maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(text, text, async (value, another) => {
        const hash = await withKeys(one, () => keyedHash('api-key', value))
        await withKeys(other, () => {
          expect(isKeyedHash(hash, 'api-key', value)).toBe(true)
          expect(isKeyedHash(hash, 'api-key', another)).toBe(another === value)
          expect(isKeyedHash(hash, 'user-id', value)).toBe(false)
          expect(isKeyedHash(hash.subarray(1), 'api-key', value)).toBe(false)
        })
      }),
      { numRuns: 50 },
    )
  },
)

test.each(neighbours)(
  'a form and a session of the one process are good at the other: %s',
  async (_name, one, other) => {
    const user = { accountId: BigInt(7) }
    const [mark, cookie] = await withKeys(one, async () => [
      formAccount(user),
      await cookieOf('session', one.signs),
    ])
    await withKeys(other, async () => {
      expect(isFormAccount(user, mark)).toBe(true)
      expect(isFormAccount({ accountId: BigInt(8) }, mark)).toBe(false)
      expect(await readSessionCookie(cookie)).toBe('session')
    })
  },
)

test('after the last step the first key opens nothing any more', async () => {
  jest.spyOn(log, 'warn').mockImplementation(() => undefined)
  const user = { accountId: BigInt(7) }
  const mark = await withKeys(first!, () => formAccount(user))
  const cookie = await cookieOf('session', first!.signs)
  await withKeys(last!, async () => {
    expect(isFormAccount(user, mark)).toBe(false)
    expect(await readSessionCookie(cookie)).toBeUndefined()
  })
})

/** The `Cookie` header that next-auth's own code makes. */
async function cookieOf(sub: string, secret: string): Promise<string> {
  return `${sessionCookieName}=${await encode({ token: { sub }, secret, salt: sessionCookieName, maxAge: 60 })}`
}
