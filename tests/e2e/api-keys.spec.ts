import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { apiExamples, keyFileExample } from '@/lib/api/examples'
import { keyRequestsMax } from '@/lib/auth/key-limits'
import { getPrisma } from '@/lib/db/prisma'
import { apiPaths } from '@/lib/api-paths'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { sendOdd } from '@/tests/support/random-requests'
import { portalLog } from '@/tests/support/browser-setup'
import { callApi, newKey, portalUrl } from './support/api'
import { newAccount, testPassword, withDatabase } from './support/account'
import { cookiesOf } from './support/receive'
import { signInDirectly } from './support/sign-in'

const run = promisify(execFile)
const day = { startDate: '2014-07-06', endDate: '2014-07-06' }

test('an administrator makes a key, which is shown once, and revokes it', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto(paths.keys())
  await page.getByLabel('名前').fill('03-1234-5678')
  await page.getByRole('button', { name: '鍵を作成する' }).click()
  await expect(page.locator('main [role=alert]')).toContainText('電話番号のような数字')

  await page.getByLabel('名前').fill('会計システム')
  const until = await page.getByLabel('期限').inputValue()
  for (const [password, refusal] of [
    ['', 'パスワードを入力してください。'],
    ['Wrong!2026', 'パスワードが正しくありません。'],
  ] as const) {
    await page.getByLabel('パスワード').fill(password)
    await page.getByRole('button', { name: '鍵を作成する' }).click()
    await expect(page.locator('main [role=alert]')).toHaveText(new RegExp(`に1件の誤り.*${refusal}`))
    // What was typed stays, but for the password.
    await expect(page.getByLabel('名前')).toHaveValue('会計システム')
    await expect(page.getByLabel('期限')).toHaveValue(until)
    await expect(page.getByLabel('パスワード')).toHaveValue('')
  }
  await page.getByLabel('パスワード').fill(testPassword)
  const posted = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: '鍵を作成する' }).click()
  expect((await posted).headers()['cache-control']).toContain('no-store')
  const shown = page.getByLabel('鍵', { exact: true })
  await expect(shown).toBeVisible()
  const key = await shown.inputValue()
  expect(key).toMatch(/^bfx_/)
  expect((await callApi('status', { key })).status).toBe(200)

  await page.goto(paths.keys())
  // The list has the keys of the contract's other accounts too.
  const listed = page.getByRole('listitem').filter({ hasText: userId })
  await expect(listed.getByRole('heading')).toHaveText('会計システム')
  expect(await page.content()).not.toContain(key)
  await expect(listed).toContainText('有効')
  await listed.getByText('「会計システム」を取り消す').click()
  await listed.getByRole('button', { name: '取り消す' }).click()
  await expect(page.getByRole('status').filter({ hasText: '取り消しました' })).toBeVisible()
  expect(await (await callApi('status', { key })).json()).toMatchObject({ code: 'keyRevoked' })
  await page.goto(paths.activity())
  await expect(page.getByRole('table')).toContainText('プログラム用の鍵の取り消し')
})

test('a reader is told who makes keys @server', async ({ page }) => {
  const { userId, accountId } = await newAccount()
  await withDatabase(() => getPrisma().account.update({ where: { id: accountId }, data: { role: 'reader' } }))
  await signInDirectly(page, userId)
  await page.goto(paths.keys())
  await expect(page.getByRole('main')).toContainText('契約の管理者が作成します')
  await expect(page.getByRole('button', { name: '鍵を作成する' })).toHaveCount(0)
})

test('a key opens nothing once its revocation is answered, while requests run @server', async ({ page }) => {
  const account = await newAccount()
  const key = await newKey(account)
  await signInDirectly(page, account.userId)
  await page.goto(paths.keys())
  const listed = page.getByRole('listitem').filter({ hasText: account.userId })
  await listed.getByText('「会計システム」を取り消す').click()
  const revoked: { at?: number } = {}
  const answers: { begun: number; status: number }[] = []
  const ask = async () => {
    while (answers.length < keyRequestsMax) {
      const begun = performance.now()
      answers.push({ begun, status: (await callApi('status', { key })).status })
      if (revoked.at !== undefined && begun > revoked.at) return
    }
  }
  const asking = Promise.all([ask(), ask(), ask(), ask()])
  await expect.poll(() => answers.length).toBeGreaterThan(8)
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await listed.getByRole('button', { name: '取り消す' }).click()
  await answered
  revoked.at = performance.now()
  await asking
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  const later = answers.filter(({ begun }) => begun > revoked.at!)
  expect(later.length).toBeGreaterThan(0)
  for (const { status } of later) expect(status).toBe(401)
})

test('a key says nothing on pages, a cookie nothing to programs, and other methods are refused @server', async ({
  page,
}) => {
  const account = await newAccount()
  const key = await newKey(account)
  await signInDirectly(page, account.userId)
  const cookie = await cookiesOf(page)
  expect((await callApi('status', { headers: { Cookie: cookie } })).status).toBe(401)
  const download = portalUrl(filePaths.download(day))
  expect((await fetch(download, { headers: { Cookie: cookie } })).status).toBe(200)
  expect((await fetch(download, { headers: { Authorization: `Bearer ${key}` } })).status).toBe(401)

  const byKey = await callApi('usageCsv', { key, query: day })
  const byPage = await fetch(download, { headers: { Cookie: cookie } })
  expect(Buffer.from(await byKey.arrayBuffer())).toEqual(Buffer.from(await byPage.arrayBuffer()))
  expect(byKey.headers.get('content-disposition')).toBe(byPage.headers.get('content-disposition'))

  const put = await fetch(portalUrl(apiPaths.status()), { method: 'PUT', body: '{}' })
  expect(put.status).toBe(405)
  expect(put.headers.get('allow')).toBe('GET, HEAD')
  expect(put.headers.get('content-type')).toBe('application/problem+json')
  const unknown = await fetch(portalUrl('/api/v1/nothing/here'), { headers: { 'Accept-Language': 'en' } })
  expect(unknown.status).toBe(404)
  expect(await unknown.json()).toMatchObject({ code: 'notFound', title: 'Not found' })
  const head = await fetch(portalUrl(apiPaths.usageCsv(day)), {
    method: 'HEAD',
    headers: { Authorization: `Bearer ${key}` },
  })
  expect(head.headers.get('content-type')).toBe('text/csv; charset=utf-8')
})

test('however an address is spelt, no cookie opens one for programs, and no key another @server', async ({
  page,
}) => {
  const account = await newAccount()
  const key = await newKey(account)
  await signInDirectly(page, account.userId)
  const cookie = await cookiesOf(page)
  const url = portalUrl('/')
  /** Asks for an address as it stands, and for what it leads to. */
  const ask = async (target: string, headers: Record<string, string>, asCookie = '') => {
    const answer = (await sendOdd(url, { method: 'GET', target, headers }, asCookie))!
    const { location } = answer.headers
    if (location === undefined) return [answer]
    const next = new URL(String(location), url)
    return [answer, (await sendOdd(url, { method: 'GET', target: next.pathname, headers }, asCookie))!]
  }
  for (const target of [
    '/api/v1/status',
    '//api/v1/status',
    '/api//v1/status',
    '/API/v1/status',
    '/api/V1/STATUS',
    '/%61pi/v1/status',
    '/api%2fv1/status',
    '/api%2Fv1%2Fstatus',
    '/api/v1/../v1/status',
    '/api/v1/%2e%2e/v1/status',
    '/menu/../api/v1/status',
    '/menu/%2E./api/v1/status',
    '/./api/v1/status',
    '/api/v1/./status',
    '/api/v1/status/',
    '/api/v1/status;x',
    `${url.origin}/api/v1/status`,
    'http://other.example/api/v1/status',
  ])
    for (const answer of await ask(target, {}, cookie)) {
      expect(answer.status, target).not.toBe(200)
      expect(answer.body, target).not.toContain('contractNumber')
    }
  const { pathname, search } = portalUrl(filePaths.download(day))
  for (const target of [
    pathname,
    `/${pathname}`,
    `/api/v1/../..${pathname}`,
    `/api/v1/%2e%2e/%2e%2e${pathname}`,
    `/api/v1//../../..${pathname}`,
    `/api/v1/%2E%2E%2f%2e%2e${pathname}`,
    `/api%2fv1/../..${pathname}`,
    `${url.origin}${pathname}`,
    '/menu',
    '/API/v1/../../menu',
  ])
    for (const answer of await ask(target + search, { authorization: `Bearer ${key}` })) {
      expect(answer.body, target).not.toContain(account.userId)
      expect(String(answer.headers['content-type']), target).not.toContain('text/csv')
    }
})

test('the calls in the help do what they say, are in the trail, and leave no key in a log @server', async () => {
  test.setTimeout(180_000)
  const account = await newAccount({ contractNumber: '05' })
  const key = await newKey(account, '夜間バッチ')
  const folder = await mkdtemp(path.join(tmpdir(), 'api-examples-'))
  const env = { ...process.env, BIZFAX_URL: new URL(process.env.PORTAL_TEST_URL!).origin, BIZFAX_KEY: key }
  const call = async (script: string) => (await run('bash', ['-ec', script], { cwd: folder, env })).stdout
  try {
    await call(keyFileExample)
    expect(JSON.parse(await call(apiExamples.status))).toMatchObject({ contractNumber: '05' })
    const { totals } = JSON.parse(await call(apiExamples.summary)) as { totals: { records: number } }
    await call(apiExamples.csv)
    await call(apiExamples.bulk)
    const files = await readdir(folder)
    const csv = await readFile(
      path.join(
        folder,
        files.find((file) => file.endsWith('.csv'))!,
      ),
      'utf8',
    )
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + totals.records)
    const zip = await readFile(
      path.join(
        folder,
        files.find((file) => file.endsWith('.zip'))!,
      ),
    )
    expect(zip.subarray(0, 2).toString()).toBe('PK')
    const manifest = await readFile(path.join(folder, 'manifest.json'), 'utf8')
    expect(JSON.parse(manifest)).toMatchObject({ search: { by: 'destination' } })
    const { id: exportId } = JSON.parse(await readFile(path.join(folder, 'set.json'), 'utf8')) as {
      id: string
    }
    for (const address of [apiPaths.exportZip(exportId), apiPaths.usageXlsx(day)])
      await fetch(portalUrl(address), { method: 'HEAD', headers: { Authorization: `Bearer ${key}` } })
    await writeFile(path.join(folder, 'bizfax-key.txt'), `Authorization: Bearer ${key}x\n`)
    await expect(call(apiExamples.status)).rejects.toThrow('401')
  } finally {
    await rm(folder, { recursive: true })
  }
  const events = await withDatabase(() =>
    getPrisma().securityEvent.findMany({ where: { accountId: account.accountId, actor: 'key:夜間バッチ' } }),
  )
  expect([...new Set(events.map(({ kind }) => kind))].sort()).toEqual([
    'downloadCompleted',
    'downloadStarted',
    'exportDownloaded',
    'exportRequested',
    'search',
  ])
  // What was asked for by HEAD is in the trail too.
  const heads = events.filter(({ detail }) => (detail as { head?: boolean }).head === true)
  expect(heads.map(({ kind }) => kind).sort()).toEqual(['downloadStarted', 'exportDownloaded'])
  const log = await readFile(path.join(process.env.PORTAL_TEST_DATA!, portalLog), 'utf8')
  expect(log).toContain('wrong key')
  const everything = log + JSON.stringify(events.map(({ detail, actor }) => ({ detail, actor })))
  expect(everything).not.toContain(key.split('_')[2]!)
})
