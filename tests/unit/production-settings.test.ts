import { randomBytes } from 'node:crypto'
import { parseEnvironment } from '@/lib/env'
import { requireSettings } from '@/scripts/production-settings'

const complete = {
  DATABASE_URL: 'postgresql://portal@db.example/portal',
  AUTH_SECRET: 'k3Jx9wQz+Vb7Lr2NfT5sYhD8cGm1PaE4',
  AUTH_URL: 'https://usage.example.com',
  RESEND_API_KEY: 're_x',
  MAIL_FROM: 'Portal <portal@example.com>',
  TRUSTED_PROXY_HEADER: 'x-forwarded-for',
}

function refusedLines(changes: Record<string, string>): string[] {
  try {
    requireSettings(parseEnvironment({ ...complete, ...changes }))
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}

it('is content with all of them', () => {
  expect(requireSettings(parseEnvironment(complete))).toEqual({
    authSecret: complete.AUTH_SECRET,
    authUrl: complete.AUTH_URL,
  })
})

it.each(Object.keys(complete))('demands %s in one line', (name) => {
  expect(refusedLines({ [name]: '' })).toEqual([expect.stringMatching(`^${name} must be set`)])
})

it('needs the header of a proxy before HTTPS too, however it is written', () => {
  expect(refusedLines({ AUTH_URL: 'HTTPS://usage.example.com', TRUSTED_PROXY_HEADER: '' })).toEqual([
    expect.stringMatching(/^TRUSTED_PROXY_HEADER must be set/),
  ])
})

it('needs no header of a proxy where people reach the server itself', () => {
  expect(refusedLines({ AUTH_URL: 'http://localhost:3000', TRUSTED_PROXY_HEADER: '' })).toEqual([])
})

it.each([
  'http://usage.example.com',
  'HTTP://usage.example.com',
  'http://192.0.2.1:3000',
  'http://127.example.com',
  'http://localhost.example.com',
  'http://[2001:db8::1]:3000',
])('refuses %s in one line: passwords would be sent in the clear', (authUrl) => {
  expect(refusedLines({ AUTH_URL: authUrl })).toEqual([expect.stringMatching(/^AUTH_URL must be https/)])
})

it.each([
  'http://localhost',
  'http://127.0.0.1:3000',
  'http://127.1.2.3',
  'http://[::1]:3000',
  'HTTP://LOCALHOST',
])('takes %s, which does not leave the machine', (authUrl) => {
  expect(refusedLines({ AUTH_URL: authUrl })).toEqual([])
})

it.each(['x'.repeat(32), 'ab'.repeat(20), 'abcdefg'.repeat(5)])(
  'refuses the secret %j in one line that does not repeat it',
  (secret) => {
    const lines = refusedLines({ AUTH_SECRET: secret })
    expect(lines).toEqual([expect.stringMatching(/^AUTH_SECRET must have at least 8 different characters/)])
    expect(lines[0]).not.toContain(secret)
    expect(refusedLines({ AUTH_SECRET_PREVIOUS: secret })).toEqual([
      expect.stringMatching(/^AUTH_SECRET_PREVIOUS must have at least 8 different characters/),
    ])
  },
)

it.each([
  ['openssl rand -base64 32', () => randomBytes(32).toString('base64')],
  ['openssl rand -hex 16', () => randomBytes(16).toString('hex')],
])('takes what %s makes', (_command, make) => {
  for (let time = 0; time < 200; time++) expect(refusedLines({ AUTH_SECRET: make() })).toEqual([])
})

it('refuses the demo, whose outbox anybody may read', () => {
  expect(refusedLines({ PORTAL_DEMO: 'on' })).toEqual([expect.stringMatching(/^PORTAL_DEMO must not be on/)])
  expect(refusedLines({ PORTAL_DEMO: 'off' })).toEqual([])
})

it('names everything at once, a line each', () => {
  const nothing = Object.fromEntries(Object.keys(complete).map((name) => [name, '']))
  const names = refusedLines({ ...nothing, PORTAL_DEMO: 'on' }).map((line) => line.split(' ')[0])
  expect(names).toEqual([
    'DATABASE_URL',
    'AUTH_SECRET',
    'AUTH_URL',
    'RESEND_API_KEY',
    'MAIL_FROM',
    'PORTAL_DEMO',
  ])
})
