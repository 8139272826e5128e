import { decode, encode } from 'next-auth/jwt'
import { sessionCookieName } from '@/lib/auth/cookies'
import { decodeSessionCookie } from '@/lib/auth/session-cookie'
import { setAuthSecret } from '@/lib/env'

const secret = 's'.repeat(32)
let sent = new Headers()
jest.mock('next/headers', () => ({ headers: async () => sent }))
jest.mock('next-auth/jwt', () => {
  const actual = jest.requireActual('next-auth/jwt')
  return { ...actual, decode: jest.fn(actual.decode) }
})

beforeEach(() => {
  sent = new Headers()
  setAuthSecret(secret)
  jest.mocked(decode).mockClear()
})

const send = (...cookies: string[]) =>
  sent.set('cookie', ['other=1', ...cookies.map((cookie) => `${sessionCookieName}=${cookie}`)].join('; '))

const lifetimeSeconds = 60 * 60
const cookieFor = (
  sub: string | undefined,
  settings: { secret?: string; salt?: string; maxAge?: number } = {},
) => encode({ token: { sub }, secret, salt: sessionCookieName, maxAge: lifetimeSeconds, ...settings })

test('gives the id of the session that a cookie of ours names, each time it is sent', async () => {
  for (const id of ['one', 'two', 'one']) {
    send(await cookieFor(id))
    expect(await decodeSessionCookie(new Date())).toBe(id)
    expect(await decodeSessionCookie(new Date())).toBe(id)
  }
})

test('a cookie that was good is no more, once its time is over', async () => {
  send(await cookieFor('one'))
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
  send(await cookie())
  expect(await decodeSessionCookie(new Date())).toBeUndefined()
})

test('of two cookies of the name, as of two paths, the first counts, as it does for pages', async () => {
  send(await cookieFor('one'), await cookieFor('two'))
  expect(await decodeSessionCookie(new Date())).toBe('one')
})

test('nothing but the cookie signs in', async () => {
  sent.set('authorization', `Bearer ${await cookieFor('one')}`)
  expect(await decodeSessionCookie(new Date())).toBeUndefined()
})

test('the latest 1,000 cookies are known, older ones are decoded anew', async () => {
  const cookies = await Promise.all(Array.from({ length: 1_001 }, (_, index) => cookieFor(`s${index}`)))
  for (const cookie of cookies) {
    send(cookie)
    await decodeSessionCookie(new Date())
  }
  const decodesOf = async (index: number) => {
    jest.mocked(decode).mockClear()
    send(cookies[index]!)
    expect(await decodeSessionCookie(new Date())).toBe(`s${index}`)
    return jest.mocked(decode).mock.calls.length
  }
  expect([await decodesOf(1), await decodesOf(1_000), await decodesOf(0)]).toEqual([0, 0, 1])
})

test('without a cookie there is none', async () => {
  expect(await decodeSessionCookie(new Date())).toBeUndefined()
})
