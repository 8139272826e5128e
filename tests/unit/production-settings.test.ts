import { parseEnvironment } from '@/lib/env'
import { requireSettings } from '@/lib/cli/production-settings'

const complete = {
  DATABASE_URL: 'postgresql://portal@db.example/portal',
  AUTH_SECRET: 'x'.repeat(32),
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

it('needs no header of a proxy where people reach the server itself', () => {
  expect(refusedLines({ AUTH_URL: 'http://usage.example.com', TRUSTED_PROXY_HEADER: '' })).toEqual([])
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
