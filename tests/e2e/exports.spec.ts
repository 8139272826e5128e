import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import type { TestAccount } from '@/tests/support/account'
import { mailsTo, newAccount } from './support/account'
import { changeExport, holdExport, openReadyExport } from './support/exports'
import { signInDirectly } from './support/sign-in'

const search = 'startDate=2014-07-06&startHour=0&endDate=2014-07-06&endHour=23&output=bulk'
const byDestination = `/usage?${search}&by=destination`
const byCall = `/usage?${search}&by=call`
const hasScripts = () => test.info().project.use.javaScriptEnabled !== false
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')

async function signInAnew(page: Page, contractNumber = '04'): Promise<TestAccount> {
  const account = await newAccount({ contractNumber })
  await signInDirectly(page, account.userId)
  return account
}

/** 実行, up to the words that follow it. */
async function request(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: '実行' }).click()
  await expect(page).toHaveURL(/\/exports\/accepted$/)
}

const exportIdOn = async (page: Page) =>
  /\/exports\/([0-9a-f-]{36})\/zip/.exec(
    (await page.getByRole('link', { name: 'ZIP' }).getAttribute('href'))!,
  )![1]!

test('a request is taken in the manual’s words, made, and downloaded file by file and as a whole', async ({
  page,
}) => {
  const account = await signInAnew(page)
  await page.goto(byDestination)
  await expect(page.getByText('検索結果の19,559件を、2個のCSVファイル')).toBeVisible()
  await page.getByRole('button', { name: '実行' }).click()
  await expect(
    page.getByText(
      'テキストファイル作成を受け付けました。サービスメニューに戻る もしくは ログアウトをクリックして、しばらくお待ちください。',
    ),
  ).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'ログアウト' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'サービスメニューに戻る' }).click()
  await page.getByRole('main').getByRole('link', { name: '利用状況ファイル作成ご確認' }).click()
  await openReadyExport(page)

  const rows = page.getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText('10,000')
  await expect(rows.nth(1)).toContainText('未')
  await expect(rows.nth(2)).toContainText('9,559')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'usage_destination_2014070600-2014070623_01.csv' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('usage_destination_2014070600-2014070623_01.csv')
  const file = await readFile(await download.path())
  await expect(rows.nth(1)).toContainText(sha256(file))
  expect(file.toString().split('\r\n')).toHaveLength(10_002)

  const [zip] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'すべてをまとめてダウンロード(ZIP)' }).click(),
  ])
  expect(zip.suggestedFilename()).toBe('usage_destination_2014070600-2014070623.zip')
  expect((await readFile(await zip.path())).toString('latin1')).toMatch(/^PK[^]*_02\.csv[^]*manifest\.json/)
  await page.reload()
  await expect(page.getByRole('row').nth(1)).not.toContainText('未')
  await expect(page.getByRole('row').nth(2)).not.toContainText('未')

  await page.goto('/menu')
  const summary = page.getByRole('main').locator('dd', { hasText: '作成完了' })
  await expect(summary).toContainText('まで、何度でもダウンロードできます')
  await page.getByRole('main').getByRole('link', { name: '作成完了' }).click()

  await page.getByRole('link', { name: /内容一覧/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('利用状況ファイルの内容一覧')
  await expect(page.getByText(sha256(file))).toBeVisible()
  await expect(async () => {
    const [mail] = await mailsTo(`${account.userId}@example.com`)
    expect(mail!.subject).toBe('【BizFAX】利用状況ファイル作成完了のお知らせ')
  }).toPass()
})

test('a broken download resumes to the same bytes, and gzip passes through to who takes it @server', async ({
  page,
}) => {
  await signInAnew(page)
  await request(page, byCall)
  await openReadyExport(page)
  const exportId = await exportIdOn(page)
  const get = (path: string, headers: Record<string, string> = {}) =>
    page.request.get(`/exports/${exportId}/${path}`, {
      headers: { 'accept-encoding': 'identity', ...headers },
    })

  for (const path of ['files/1', 'zip', 'manifest.json']) {
    const whole = await get(path)
    const body = await whole.body()
    expect(whole.headers()).toMatchObject({
      'content-length': String(body.length),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store, no-transform',
    })
    const etag = whole.headers()['etag']!
    const rest = await get(path, { range: 'bytes=100-', 'if-range': etag })
    expect([rest.status(), rest.headers()['content-range']]).toEqual([
      206,
      `bytes 100-${body.length - 1}/${body.length}`,
    ])
    expect(sha256(Buffer.concat([body.subarray(0, 100), await rest.body()]))).toBe(sha256(body))
    const another = await get(path, { range: 'bytes=100-', 'if-range': '"another"' })
    expect([another.status(), sha256(await another.body())]).toEqual([200, sha256(body)])
    expect((await get(path, { range: `bytes=${body.length}-` })).status()).toBe(416)
    const head = await page.request.head(`/exports/${exportId}/${path}`)
    expect([head.status(), (await head.body()).length]).toEqual([200, 0])
  }
  const file = await get('files/1')
  expect(file.headers()['content-encoding']).toBeUndefined()
  expect(file.headers()['etag']).toBe(`"${sha256(await file.body())}"`)
  const compressed = await get('files/1', { 'accept-encoding': 'gzip' })
  expect(compressed.headers()['content-encoding']).toBe('gzip')
  expect(Number(compressed.headers()['content-length'])).toBeLessThan((await file.body()).length / 2)
  expect(compressed.headers()['etag']).not.toBe(file.headers()['etag'])
  expect(await compressed.body()).toEqual(await file.body())

  const manifest = await (await get('manifest.json')).json()
  expect(manifest).toMatchObject({
    exportId,
    search: { startDate: '2014-07-06', startHour: 0, endDate: '2014-07-06', endHour: 23, by: 'call' },
    asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/),
    totals: { files: 1, records: 127 },
    files: [{ records: 127, sha256: sha256(await file.body()) }],
  })
})

test('nobody else finds a set, not in the same contract and not in another @server', async ({ page }) => {
  await signInAnew(page)
  await request(page, byCall)
  await openReadyExport(page)
  const exportId = await exportIdOn(page)
  const files = ['files/1', 'zip', 'manifest.json'].map((path) => `/exports/${exportId}/${path}`)
  const addresses = [...files, `/exports/${exportId}/manifest`]
  for (const address of addresses) expect((await page.request.get(address)).status()).toBe(200)
  expect((await page.request.get(`/exports/${exportId}/files/2`)).status()).toBe(404)
  for (const contractNumber of ['04', '05']) {
    await page.context().clearCookies()
    await signInAnew(page, contractNumber)
    for (const address of addresses) {
      expect((await page.request.get(address)).status()).toBe(404)
      expect((await page.request.head(address)).status()).toBe(404)
    }
    await page.goto('/exports')
    await expect(page.getByText('お申し込みいただいた利用状況ファイルはありません。')).toBeVisible()
  }
  await page.context().clearCookies()
  for (const address of files) expect((await page.request.get(address)).status()).toBe(401)
  for (const address of addresses) {
    await page.goto(address)
    await expect(page).toHaveURL(/\/login\?next=/)
  }
  expect((await page.request.get('/exports/state')).status()).toBe(401)
})

test('a set is replaced only after a warning, and the encoding chosen is kept', async ({ page }) => {
  const account = await signInAnew(page)
  await page.goto(byCall)
  const form = page.getByRole('region', { name: 'テキストファイル(大量検索)の作成' })
  await expect(form.getByText('次のファイルは削除されます')).toHaveCount(0)
  // Meanwhile another window asks for one.
  const held = await holdExport(account)
  await form.getByLabel('Shift_JIS').check()
  await page.getByRole('button', { name: '実行' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'ほかのお申し込み' })).toBeVisible()
  await expect(form.getByText('次のファイルは削除されます')).toBeVisible()
  await expect(form.getByText('作成待ち')).toBeVisible()
  await expect(form.getByText('19,559')).toBeVisible()
  await expect(form.getByLabel('Shift_JIS')).toBeChecked()
  await page.getByRole('button', { name: '実行' }).click()
  await expect(page).toHaveURL(/\/exports\/accepted$/)
  await held.release()
  await openReadyExport(page)
  await expect(page.getByText('Shift_JIS')).toBeVisible()
  await expect(page.getByRole('link', { name: /usage_call_/ })).toBeVisible()
})

test('a set that is being made shows how far it is, and can be cancelled', async ({ page }) => {
  const account = await signInAnew(page)
  const held = await holdExport(account)
  await page.goto('/exports')
  await expect(page.getByText('作成待ち')).toBeVisible()
  await changeExport(account, { state: 'running', recordsDone: 12_000 })
  if (!hasScripts()) await page.getByRole('link', { name: '最新の状況を表示' }).click()
  await expect(page.getByText('19,559件中 12,000件を作成しました')).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', '12000')
  await expect(page.getByText('作成中', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '作成を中止する' }).click()
  await expect(page.getByText('作成を中止しました')).toBeVisible()
  await page.getByRole('button', { name: 'この記録を消す' }).click()
  await expect(page.getByText('お申し込みいただいた利用状況ファイルはありません。')).toBeVisible()
  await held.release()
})

test('files are deleted at will, after being asked, and gone when their time is up', async ({ page }) => {
  const account = await signInAnew(page)
  await request(page, byCall)
  await openReadyExport(page)
  const exportId = await exportIdOn(page)
  await page.getByText('ファイルを削除する').click()
  await page.getByRole('button', { name: '削除する' }).click()
  await expect(page.getByText('お申し込みいただいた利用状況ファイルはありません。')).toBeVisible()
  expect((await page.request.get(`/exports/${exportId}/zip`)).status()).toBe(404)

  await request(page, byCall)
  await openReadyExport(page)
  const second = await exportIdOn(page)
  await changeExport(account, { expiresAt: new Date(Date.now() - 1_000) })
  await page.reload()
  await expect(page.getByText('保存期限を過ぎたため、ファイルは削除されました')).toBeVisible()
  expect((await page.request.get(`/exports/${second}/files/1`)).status()).toBe(404)
})

test('a set that failed says why and what to do', async ({ page }) => {
  const account = await signInAnew(page)
  const held = await holdExport(account)
  await changeExport(account, { state: 'failed', failure: 'storageFull', finishedAt: new Date() })
  await page.goto('/exports')
  await expect(page.getByText('ファイルを作成できませんでした')).toBeVisible()
  await expect(page.getByText('サーバの空き容量が不足している')).toBeVisible()
  await held.release()
})
