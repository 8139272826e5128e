import { encode } from 'next-auth/jwt'
import { sessionCookieName } from '@/lib/auth/cookies'
import { decodeSessionCookie } from '@/lib/auth/session-cookie'
import { setAuthSecret } from '@/lib/env'

const secret = 's'.repeat(32)
const sent = new Map<string, string>()
jest.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (sent.has(name) ? { name, value: sent.get(name) } : undefined),
  }),
}))

beforeEach(() => {
  sent.clear()
  setAuthSecret(secret)
})

const lifetimeSeconds = 60 * 60
const cookieFor = (
  sub: string | undefined,
  settings: { secret?: string; salt?: string; maxAge?: number } = {},
) => encode({ token: { sub }, secret, salt: sessionCookieName, maxAge: lifetimeSeconds, ...settings })

test('gives the id of the session that a cookie of ours names, each time it is sent', async () => {
  for (const id of ['one', 'two', 'one']) {
    sent.set(sessionCookieName, await cookieFor(id))
    expect(await decodeSessionCookie(new Date())).toBe(id)
    expect(await decodeSessionCookie(new Date())).toBe(id)
  }
})

test('a cookie that was good is no more, once its time is over', async () => {
  sent.set(sessionCookieName, await cookieFor('one'))
  expect(await decodeSessionCookie(new Date())).toBe('one')
  const later = new Date(Date.now() + (lifetimeSeconds + 1) * 1_000)
  expect(await decodeSessionCookie(later)).toBeUndefined()
})

test.each<[string, () => Promise<string>]>([
  ['empty', async () => ''],
  ['nonsense', async () => 'a.b.c.d.e'],
  ['changed', async () => (await cookieFor('one')).replace(/(?<=\.)[^.]{4}(?=[^.]*\.[^.]*$)/, 'AAAA')],
  ['of another secret', () => cookieFor('one', { secret: 'x'.repeat(32) })],
  ['made for another cookie', () => cookieFor('one', { salt: 'pending-sign-in' })],
  ['over', () => cookieFor('one', { maxAge: -60 })],
  ['without a session', () => cookieFor(undefined)],
])('a cookie that is %s names no session', async (_, cookie) => {
  sent.set(sessionCookieName, await cookie())
  expect(await decodeSessionCookie(new Date())).toBeUndefined()
})

test('without a cookie there is none', async () => {
  expect(await decodeSessionCookie(new Date())).toBeUndefined()
})
