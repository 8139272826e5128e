import { encode } from 'next-auth/jwt'
import { decodeSessionCookie } from '@/lib/auth/decode-session-cookie'
import { log } from '@/lib/log'

const secret = 's'.repeat(32)
const salt = 'session'
const warn = jest.spyOn(log, 'warn')
const debug = jest.spyOn(log, 'debug')

const cookieOf = (settings: { secret?: string; maxAge?: number } = {}) =>
  encode({ token: { sub: 'one' }, secret, salt, maxAge: 60, ...settings })

test('a session cookie that cannot be read is one warning a process, with what to look at', async () => {
  await expect(
    decodeSessionCookie({ token: await cookieOf({ maxAge: -60 }), secret, salt }),
  ).rejects.toThrow()
  expect(warn).not.toHaveBeenCalled()
  const unreadable = [
    await cookieOf({ secret: 'x'.repeat(32) }),
    'a.b.c.d.e',
    await cookieOf({ secret: 'y' }),
  ]
  for (const token of unreadable) await expect(decodeSessionCookie({ token, secret, salt })).rejects.toThrow()
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/^session cookie not readable: .*AUTH_SECRET/)]])
  expect(debug.mock.calls).toEqual([['session cookie not readable'], ['session cookie not readable']])
})

test('one that can be read is its token, and no word is said', async () => {
  warn.mockClear()
  expect(await decodeSessionCookie({ token: await cookieOf(), secret, salt })).toMatchObject({ sub: 'one' })
  expect(warn).not.toHaveBeenCalled()
})
