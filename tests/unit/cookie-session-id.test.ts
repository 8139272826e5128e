import { encode } from 'next-auth/jwt'
import { sessionCookieName } from '@/lib/auth/cookies'
import { cookieSessionId } from '@/lib/auth/require-user'
import { setAuthSecret } from '@/lib/env'

const secret = 's'.repeat(32)
let sent = new Headers()
jest.mock('next/headers', () => ({ headers: async () => sent }))
beforeEach(() => {
  sent = new Headers()
  setAuthSecret(secret)
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
    expect(await cookieSessionId()).toBe(id)
  }
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
  expect(await cookieSessionId()).toBeUndefined()
})

test('of two cookies of the name, as of two paths, the first counts, as it does for pages', async () => {
  send(await cookieFor('one'), await cookieFor('two'))
  expect(await cookieSessionId()).toBe('one')
})

test('nothing but the cookie signs in', async () => {
  sent.set('authorization', `Bearer ${await cookieFor('one')}`)
  expect(await cookieSessionId()).toBeUndefined()
})

test('without a cookie there is none', async () => {
  expect(await cookieSessionId()).toBeUndefined()
})
