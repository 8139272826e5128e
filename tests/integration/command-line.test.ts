import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { childEnvironment } from '@/lib/env'
import { createTestAccount, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { storeNames } from '@/tests/support/number-names'
import { makeThrowawayData, removeThrowawayData } from '@/tests/support/throwaway-data'
import { day, goodFiles } from '@/tests/support/usage-files'
import { firstPasswordDays } from '@/lib/auth/first-password'
import { startSignIn } from '@/lib/auth/start-sign-in'

const { pool } = useTestDatabase()
const root = path.resolve(__dirname, '../..')

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs `npm run cli -- …` without npm, as a process of its own. */
function cli(args: string[], variables: Record<string, string> = {}): Promise<Ended> {
  const { connectionString } = pool().options
  const env = childEnvironment({ DATABASE_URL: connectionString!, LC_ALL: 'C', SUDO_USER: '', ...variables })
  const command = ['--import', 'tsx', path.join(root, 'scripts/cli.ts'), ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

test('what cannot be done: exit code 1 and one line, in the terminal’s language', async () => {
  const args = ['account', 'show', 'nobody']
  const [english, japanese] = await Promise.all([cli(args), cli(args, { LC_ALL: 'ja_JP.UTF-8' })])
  expect(english).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no account nobody. account list shows those that exist.\n',
  })
  expect(japanese).toEqual({
    code: 1,
    stdout: '',
    stderr: '利用者 nobody は登録されていません。account list で確認してください。\n',
  })
})

test.each([
  [[], /^Give a command\. --help shows the commands\.\n$/m],
  [['account', 'unlock', 'someone'], /^Option --reason <text> is missing\./],
  [['account', 'lok'], /^There is no command lok\./],
  [['account', 'show', 'a b'], /^A user ID has/],
  [
    ['account', 'create', '--contract', '04', '--user-id', 'x', '--mfa'],
    /^--mfa needs --email\. Give the email/,
  ],
])('%j is wrong usage: exit code 2', async (args, line) => {
  const { code, stdout, stderr } = await cli(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(line)
})

test('without AUTH_SECRET what works on failures of signing in says so and changes nothing', async () => {
  const { userId } = await createTestAccount({ contractNumber: '80' })
  const refused = { code: 1, stdout: '', stderr: expect.stringMatching(/^AUTH_SECRET must be set: .*\n$/) }
  const without = (...args: string[]) => cli(args, { AUTH_SECRET: '' })
  expect(await without('account', 'list')).toEqual(refused)
  expect(await without('account', 'reset-password', userId)).toEqual(refused)
  expect(await without('account', 'create', '--contract', '80', '--user-id', 'keyless')).toEqual(refused)
  const source = { address: null, userAgent: null }
  expect((await startSignIn({ userId, password: testPassword }, source, new Date())).outcome).toBe('started')
  expect((await pool().query(`SELECT FROM account WHERE user_id = 'keyless'`)).rowCount).toBe(0)
})

test('a host that loads usage needs no AUTH_SECRET', async () => {
  const folder = await makeThrowawayData()
  try {
    await pool().query(
      `INSERT INTO contract (contract_number, name) VALUES ('04', 'Test') ON CONFLICT DO NOTHING`,
    )
    const calls = path.join(folder, 'calls.csv')
    const destinations = path.join(folder, 'destinations.csv')
    await writeFile(calls, goodFiles().calls)
    await writeFile(destinations, goodFiles().destinations)
    const without = (...args: string[]) => cli(args, { AUTH_SECRET: '' })
    const load = ['usage', 'import', '--date', day, '--calls', calls, '--destinations', destinations]
    const ends = [
      await without(...load),
      await without('usage', 'imports'),
      await without('usage', 'verify'),
      await without('exports', 'purge'),
      await without('contract', 'create', '79', '--name', 'x'),
    ]
    expect(ends.map(({ code, stderr }) => [code, /AUTH_SECRET/.test(stderr)])).toEqual(
      ends.map(() => [0, false]),
    )
  } finally {
    await removeThrowawayData(folder)
  }
})

test('a reader is masked, shown as such, and an administrator is not to be', async () => {
  const { userId } = await createTestAccount({ contractNumber: '80' })
  const refused = await cli(['account', 'set-role', userId, '--role', 'administrator', '--mask'])
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining('--mask goes with --role reader'),
  ])
  expect((await cli(['account', 'set-role', userId, '--role', 'owner'])).code).toBe(2)
  expect((await cli(['account', 'set-role', userId])).code).toBe(2)

  const set = await cli(['account', 'set-role', userId, '--role', 'reader', '--mask', '--json'])
  expect(JSON.parse(set.stdout)).toEqual({
    ...{ userId, role: 'reader', masksNumbers: true, departments: [] },
    isSetDeleted: false,
  })
  const shown = await cli(['account', 'show', userId])
  expect(shown.stdout).toMatch(/Role +Reader \(last four digits of numbers only\)/)
  expect((await cli(['account', 'list', '--contract', '80'])).stdout).toMatch(
    new RegExp(`${userId} +80 +Reader`),
  )
})

test('a reader is limited to departments that names have, shown as such, and an administrator is not to be', async () => {
  const { userId } = await createTestAccount({ contractNumber: '81' })
  const set = (...options: string[]) => cli(['account', 'set-role', userId, '--role', ...options])
  const none = await set('reader', '--department', '営業部')
  expect([none.code, none.stderr]).toEqual([
    1,
    expect.stringContaining('No name of contract 81 has a department'),
  ])
  await storeNames(
    pool(),
    '81',
    ['営業部', '総務部'].map((department, index) => ({
      ...{ number: `030000000${index}`, name: '支店', department, accountCode: '' },
    })),
  )
  const unknown = await set('reader', '--department', '物流部')
  expect([unknown.code, unknown.stderr]).toEqual([
    1,
    expect.stringContaining('Give one of these: 営業部, 総務部'),
  ])
  const administrator = await set('administrator', '--department', '営業部')
  expect([administrator.code, administrator.stderr]).toEqual([
    2,
    expect.stringContaining('--department goes with --role reader'),
  ])

  const both = ['--department', '総務部', '--department', '営業部', '--department', '総務部']
  expect(JSON.parse((await set('reader', '--mask', ...both, '--json')).stdout)).toMatchObject({
    ...{ role: 'reader', masksNumbers: true, departments: ['営業部', '総務部'] },
  })
  const role = 'Reader (last four digits of numbers only), departments: 営業部, 総務部'
  expect((await cli(['account', 'show', userId])).stdout).toContain(role)
  expect((await cli(['account', 'list', '--contract', '81'])).stdout).toContain(role)
  const created = await cli([
    ...['account', 'create', '--contract', '81', '--user-id', 'u81', '--role', 'reader'],
    ...['--department', '営業部', '--json'],
  ])
  expect(JSON.parse(created.stdout)).toMatchObject({ role: 'reader', departments: ['営業部'] })
})

test('--help shows examples', async () => {
  const { code, stdout } = await cli(['account', 'unlock', '--help'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Usage: npm run cli -- account unlock/)
  expect(stdout).toMatch(/Examples:\n {2}npm run cli -- account unlock \S+ --reason/)
})

test('from contract to sign-in and unlock, each in the trail under the operator’s name', async () => {
  const sudo = { SUDO_USER: 'suzuki' }
  expect((await cli(['contract', 'create', '77', '--name', '例題'], sudo)).code).toBe(0)
  const created = await cli(['account', 'create', '--contract', '77', '--user-id', 'u77', '--json'], sudo)
  const { password, passwordUntil, ...rest } = JSON.parse(created.stdout)
  expect(rest).toEqual({
    ...{ userId: 'u77', contractNumber: '77', multiFactor: false },
    ...{ role: 'administrator', masksNumbers: false, departments: [] },
  })
  const daysLeft = (Date.parse(passwordUntil) - Date.now()) / 86_400_000
  expect(Math.round(daysLeft)).toBe(firstPasswordDays)
  const shown = (await cli(['account', 'show', 'u77'])).stdout
  expect(shown).toMatch(/^State +first password, until \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d$/m)
  const source = { address: null, userAgent: 'test' }
  const signIn = (given: string) => startSignIn({ userId: 'u77', password: given }, source, new Date())
  expect((await signIn(password)).outcome).toBe('started')

  const reset = await cli(['account', 'reset-password', 'u77', '--operator', '山田 太郎'])
  expect(reset.stdout).toMatch(
    /^It is for the next sign-in, .* until \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d at the latest\./m,
  )
  const newPassword = reset.stdout.trimEnd().split('\n').at(-1)!
  expect((await signIn(newPassword)).outcome).toBe('started')
  for (let time = 0; time < 3; time++) await signIn('wrong')
  expect((await signIn(newPassword)).outcome).toBe('locked')
  const unlock = () => cli(['account', 'unlock', 'u77', '--reason', 'checked'], sudo)
  expect((await unlock()).stdout).toBe(
    'The 10-minute lock of account u77 was lifted.\nFailures in a row cleared: 3.\n',
  )
  expect((await signIn(newPassword)).outcome).toBe('started')

  const { rows } = await pool().query<{ event: string }>(
    `SELECT kind || ' ' || actor AS event FROM security_event
     WHERE contract_number = '77' AND actor LIKE 'operator:%' ORDER BY event_id`,
  )
  expect(rows.map(({ event }) => event)).toEqual([
    'contractCreated operator:suzuki',
    'accountCreated operator:suzuki',
    'passwordReset operator:山田 太郎',
    'accountUnlocked operator:suzuki',
  ])
  expect(created.stderr + reset.stderr).toBe('')
})

test('list and show tell scripts what they tell people', async () => {
  const { userId } = await createTestAccount()
  await startSignIn({ userId, password: `${testPassword}x` }, { address: null, userAgent: null }, new Date())
  const [shown, listed, text] = await Promise.all([
    cli(['account', 'show', userId, '--json']),
    cli(['account', 'list', '--contract', '04', '--json']),
    cli(['account', 'show', userId]),
  ])
  expect(JSON.parse(shown.stdout)).toMatchObject({ userId, strikes: 1, email: `${userId}@example.com` })
  expect(JSON.parse(listed.stdout)).toEqual([JSON.parse(shown.stdout)])
  expect(text.stdout).toMatch(/^Failures in a row +1$/m)
})

test('set-email says whether the old address was told', async () => {
  const { userId } = await createTestAccount()
  const set = (address: string, ...more: string[]) =>
    cli(['account', 'set-email', userId, address, '--reason', 'lost mailbox', ...more], {
      RESEND_API_KEY: '',
    })
  const first = await set('new@example.com')
  expect(first).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^Email address of account .* set, .*\nThe old address was not notified: RESEND_API/,
    ),
    stderr: '',
  })
  expect(await set('new@example.com')).toEqual({
    code: 1,
    stdout: '',
    stderr: `Account ${userId} already has this email address. Nothing was changed.\n`,
  })
  await pool().query('UPDATE account SET email = NULL WHERE user_id = $1', [userId])
  expect(JSON.parse((await set('other@example.com', '--json')).stdout)).toEqual({
    userId,
    email: 'other@example.com',
    oldAddressTold: 'none',
  })
  expect(await set('no address')).toMatchObject({
    code: 2,
    stderr: 'This is not an email address. Give one like name@example.com.\n',
  })
})

test('unlock says when nothing was locked', async () => {
  const { userId } = await createTestAccount()
  const { stdout } = await cli(['account', 'unlock', userId, '--reason', 'asked'])
  expect(stdout).toBe(`Account ${userId} was not locked.\n`)
})

test.each(['a\nb', 'x'.repeat(65), '\u001b[2J'])(
  'the name %j is no operator’s, from sudo either',
  async (name) => {
    const create = ['contract', 'create', '78', '--name', 'x']
    const refused = {
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The name of an operator has 1 to 64/),
    }
    expect(await cli(create, { SUDO_USER: name })).toEqual(refused)
    expect(await cli([...create, '--operator', name])).toEqual(refused)
    expect((await pool().query(`SELECT FROM contract WHERE contract_number = '78'`)).rowCount).toBe(0)
  },
)

test('on the embedded database a command says so to people, and not to scripts', async () => {
  const folder = await makeThrowawayData()
  try {
    const embedded = { DATABASE_URL: '', PORTAL_DATA_DIRECTORY: folder }
    const notMigrated = 'The database is not up to date. Run npm run cli -- db migrate first.\n'
    const forPeople = await cli(['account', 'list'], embedded)
    expect(forPeople.stderr).toBe(
      `DATABASE_URL is not set, so the embedded database below ${folder} is used.\n${notMigrated}`,
    )
    expect((await cli(['account', 'list', '--json'], embedded)).stderr).toBe(notMigrated)
  } finally {
    await removeThrowawayData(folder)
  }
})
