import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { ZodError } from 'zod'
import { parseEnvironment } from '@/lib/env'

function problems(variables: Record<string, string>): string[] {
  try {
    parseEnvironment(variables)
    return []
  } catch (error) {
    return (error as ZodError).issues.map(({ path: [name], message }) => `${String(name)}: ${message}`)
  }
}

const secret = 'hunter2'

it.each([
  ['PORT', `${secret}`],
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '3000.5'],
  ['DATABASE_URL', `mysql://portal:${secret}@localhost/portal`],
  ['DATABASE_URL', `postgresql://portal:${secret}@[/portal`],
  ['PORTAL_DEMO', secret],
  ['AUTH_SECRET', secret],
  ['AUTH_SECRET_PREVIOUS', secret],
  ['AUTH_URL', `javascript:${secret}`],
  ['AUTH_URL', secret],
  ['LOG_LEVEL', secret],
  ['USAGE_RETENTION_MONTHS', secret],
  ['USAGE_RETENTION_MONTHS', '0'],
  ['USAGE_RETENTION_MONTHS', '1.5'],
  ['USAGE_RETENTION_MONTHS', '601'],
  ['USAGE_RETENTION_MONTHS', '0x10'],
  ['USAGE_RETENTION_MONTHS', '1e2'],
  ['USAGE_RETENTION_MONTHS', ' '],
  ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', secret],
  ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', Buffer.from(secret.repeat(3)).toString('base64')],
  ['NODE_ENV', secret],
])('refuses %s %j with one line that does not repeat the value', (name, value) => {
  const [problem, ...others] = problems({ [name]: value })
  expect(problem).toMatch(new RegExp(`^${name}: .+$`))
  expect(problem).not.toContain(secret)
  expect(others).toEqual([])
})

it('names every bad value at once', () => {
  expect(problems({ PORT: 'x', AUTH_SECRET: 'short', LOG_LEVEL: 'loud' })).toHaveLength(3)
})

it('promises to keep data as long as it is set to, nothing where it is not, and something in the demo', () => {
  const DATABASE_URL = 'postgresql://portal@db/portal'
  const monthsOf = (variables: Record<string, string>) =>
    parseEnvironment({ DATABASE_URL, ...variables }).usageRetentionMonths
  expect(monthsOf({ USAGE_RETENTION_MONTHS: '14' })).toBe(14)
  expect(monthsOf({ USAGE_RETENTION_MONTHS: '' })).toBeUndefined()
  expect(monthsOf({ USAGE_RETENTION_MONTHS: '', PORTAL_DEMO: 'on' })).toBe(14)
  expect(monthsOf({ USAGE_RETENTION_MONTHS: '3', PORTAL_DEMO: 'on' })).toBe(3)
})

it('promises on the embedded database, to commands too, what the demo promises there', () => {
  const monthsOf = (variables: Record<string, string>) => parseEnvironment(variables).usageRetentionMonths
  expect(monthsOf({ DATABASE_URL: '' })).toBe(14)
  expect(monthsOf({ DATABASE_URL: '', USAGE_RETENTION_MONTHS: '3' })).toBe(3)
})

it('takes blank for absent, as a copy of .env.example leaves it', () => {
  const blank = {
    PORT: '',
    DATABASE_URL: '',
    PORTAL_DATA_DIRECTORY: '',
    AUTH_SECRET: '',
    AUTH_URL: '',
    LOG_LEVEL: '',
  }
  expect(parseEnvironment(blank)).toEqual(parseEnvironment({}))
})

it.each([
  ['HTTPS://Portal.Example', 'https://portal.example'],
  ['https://portal.example/', 'https://portal.example'],
  ['HTTP://LOCALHOST:3000', 'http://localhost:3000'],
  ['https://portal.example:443/Fax', 'https://portal.example/Fax'],
])('reads AUTH_URL %s as %s', (given, authUrl) => {
  expect(parseEnvironment({ AUTH_URL: given }).authUrl).toBe(authUrl)
})

it('takes 32 bytes in base64 for the key of actions', () => {
  const key = Buffer.alloc(32, 0xfb).toString('base64')
  expect(problems({ NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key })).toEqual([])
})

it('makes the data directory absolute, so that a process may change its folder', () => {
  expect(parseEnvironment({ PORTAL_DATA_DIRECTORY: 'elsewhere' }).dataDirectory).toBe(
    path.resolve('elsewhere'),
  )
})

it('ends a process with the lines alone, and exit code 1', async () => {
  const root = path.resolve(__dirname, '../..')
  const command = ['--import', 'tsx', path.join(root, 'lib/env.ts')]
  const variables = { ...process.env, NODE_ENV: 'test' as const, PORT: secret, AUTH_SECRET: secret }
  const failure = await promisify(execFile)(process.execPath, command, { cwd: root, env: variables }).catch(
    (error: { code: number; stderr: string }) => error,
  )
  expect(failure).toMatchObject({
    code: 1,
    stderr: 'PORT: must be a port number\nAUTH_SECRET: must have at least 32 characters\n',
  })
})
