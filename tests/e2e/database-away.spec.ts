import { expect, test } from '@playwright/test'
import { apiPaths } from '@/lib/api-paths'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { readLocalSecret } from '@/scripts/local-secret'
import { testPassword } from '@/tests/support/account'
import { openDatabaseLine, type DatabaseLine } from '@/tests/support/database-line'
import { hiddenFields } from '@/tests/support/hidden-fields'
import { visitEveryPage, type PageVisit } from '@/tests/support/portal-pages'
import { startWebServer, type WebServer } from '@/tests/support/web-server'
import { newAccount, withDatabase } from './support/account'
import { newKey } from './support/api'
import { signInByForm } from './support/form-post'

// One server, whose database each test takes away.
test.describe.configure({ mode: 'default' })

const words = 'ただいま一時的にご利用いただけません。'

/** Made without the database, or so that they say nothing of it. */
const open = [
  ...['/', '/accessibility', '/dev/outbox', '/help', '/help/[topic]', '/logged-out', '/login'],
  ...['/account/password/changed', '/account/email/changed'],
]

let line: DatabaseLine
let server: WebServer
test.beforeAll(async () => {
  line = await openDatabaseLine(process.env.PORTAL_TEST_DATABASE!)
  server = await startWebServer({ DATABASE_URL: line.databaseUrl })
})
test.afterAll(async () => {
  await server.stop()
  await line.close()
})

const headerOf = (cookies: PageVisit['cookies'] = []) =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
const ask = (address: string, headers: Record<string, string> = {}) =>
  fetch(new URL(address, server.url), { headers, redirect: 'manual' })
async function inTurn<Item, Result>(items: Item[], act: (item: Item) => Promise<Result>) {
  const results: Result[] = []
  for (const item of items) results.push(await act(item))
  return results
}
const isReady = async () => (await ask('/api/health/ready')).status

test('every page, file and program is answered with a plain 503 while the database is away, and at once when it is back @server', async () => {
  test.slow()
  const secret = await readLocalSecret(process.env.PORTAL_TEST_DATA!)
  const visits = await withDatabase(() => visitEveryPage(secret))
  const key = await newKey(await newAccount())
  const { cookies } = visits.find(({ page }) => page === '/menu')!
  const visit = async ({ page, address, cookies: own }: PageVisit) => {
    const answer = await ask(address, { cookie: headerOf(own) })
    const isAway = (await answer.text()).includes(words)
    return { page, status: answer.status, isAway }
  }
  const before = await inTurn(visits, visit)
  line.cut()
  expect(await isReady()).toBe(503)
  expect(await inTurn(visits, visit)).toEqual(
    before.map((seen) => (open.includes(seen.page) ? seen : { ...seen, status: 503, isAway: true })),
  )
  for (const address of [
    paths.usage({ startDate: '2014-07-06', endDate: '2014-07-06', by: 'call' }),
    filePaths.download({ startDate: '2014-07-06', endDate: '2014-07-06', by: 'call' }),
    filePaths.numbersCsv(),
    filePaths.activityCsv(),
    paths.session(),
  ]) {
    const answer = await ask(address, { cookie: headerOf(cookies) })
    expect([address, answer.status, answer.headers.get('retry-after')]).toEqual([
      address,
      503,
      address.startsWith('/usage?') ? null : '10',
    ])
    expect(await answer.text()).toContain(words)
  }
  const problem = await ask(apiPaths.status(), { authorization: `Bearer ${key}` })
  expect([problem.status, problem.headers.get('retry-after')]).toEqual([503, '10'])
  expect(await problem.json()).toMatchObject({ status: 503, code: 'databaseAway' })

  line.restore()
  expect(await isReady()).toBe(200)
  expect(await inTurn(visits, visit)).toEqual(before)
})

test('a form sent without JavaScript while the database is away is answered in words @server', async () => {
  const { userId } = await newAccount()
  const cookie = await signInByForm(server.url, userId)
  const forms = [
    { page: '/login', field: 'userId', typed: { userId, password: testPassword }, cookie: '' },
    { page: '/account/password', field: 'newPassword', typed: { oldPassword: testPassword }, cookie },
    { page: '/numbers/new', field: 'number', typed: { number: '0312345678', name: '本社' }, cookie },
  ]
  for (const form of forms) {
    const html = await (await ask(form.page, { cookie: form.cookie })).text()
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...hiddenFields(html, form.field), ...form.typed }))
      body.set(name, value)
    line.cut()
    const answer = await fetch(new URL(form.page, server.url), {
      method: 'POST',
      body,
      headers: { cookie: form.cookie },
    })
    line.restore()
    expect([form.page, answer.status]).toEqual([form.page, 503])
    expect(await answer.text()).toContain(words)
  }
})

test('a sign-in whose last step loses the database is answered in words, and the next one works @server', async () => {
  const { userId } = await newAccount()
  const html = await (await ask('/login')).text()
  const body = new FormData()
  for (const [name, value] of Object.entries({
    ...hiddenFields(html, 'userId'),
    ...{ userId, password: testPassword },
  }))
    body.set(name, value)
  line.at(/previous_sign_in_at = last_sign_in_at/, 'cut')
  const answer = await fetch(new URL('/login', server.url), { method: 'POST', body, redirect: 'manual' })
  line.restore()
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain(words)
  await signInByForm(server.url, userId)
})

test('a page waits for a database that says nothing no longer than half a minute @server', async () => {
  test.slow()
  const { userId } = await newAccount()
  const cookie = await signInByForm(server.url, userId)
  expect((await ask('/menu', { cookie })).status).toBe(200)
  // One of the first page's connections is in a transaction: a search reads its figures and rows in one.
  const search = paths.usage({ startDate: '2014-07-06', endDate: '2014-07-06', by: 'call' })
  line.hold()
  try {
    const answers = await Promise.all([ask('/menu', { cookie }), ask(search, { cookie })])
    for (const answer of answers) {
      expect(answer.status).toBe(503)
      expect(await answer.text()).toContain(words)
    }
  } finally {
    line.restore()
  }
  expect((await ask('/menu', { cookie })).status).toBe(200)
})
