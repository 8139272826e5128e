import { expect, test } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { Pool } from 'pg'
import type { TestAccount } from '@/tests/support/account'
import { newAccount, testPassword } from './support/account'
import { fillSignIn, signIn, signInDirectly } from './support/sign-in'

/** Searches of one account, all of one moment a while ago. */
async function addEvents(
  { accountId, userId }: TestAccount,
  count: number,
  userAgent: string,
): Promise<void> {
  const pool = new Pool({ connectionString: process.env.PORTAL_TEST_DATABASE })
  await pool.query(
    `INSERT INTO security_event (at, kind, actor, account_id, contract_number, source_address, user_agent)
     SELECT now() - interval '1 day', 'search', $4, $1, '04', '192.0.2.8', $2 FROM generate_series(1, $3::int)`,
    [accountId, userAgent, count, `user:${userId}`],
  )
  await pool.end()
}

test('a user sees their own sign-ins and failures, and nobody else’s', async ({ page }) => {
  const [account, colleague] = [await newAccount(), await newAccount()]
  await addEvents(colleague, 3, 'colleague')
  await page.goto('/login')
  await fillSignIn(page, account.userId, 'wrong')
  await expect(page.getByRole('alert').filter({ hasText: '正しくありません' })).toBeVisible()
  await signIn(page, account.userId, testPassword)

  await page.getByRole('link', { name: 'ご利用履歴(ログイン・操作)' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ご利用履歴(ログイン・操作)')
  await expect(page.getByText('2件', { exact: true })).toBeVisible()
  const rows = page.getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(0)).toHaveText('日時操作実行者接続元アドレスブラウザ詳細')
  await expect(rows.nth(1)).toHaveText(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\dログイン本人/)
  await expect(rows.nth(2)).toHaveText(/ログイン失敗未確認.*パスワードの誤り$/)
})

test('the filter is in the address, and the CSV holds what it lets through, safe for a spreadsheet', async ({
  page,
}) => {
  const account = await newAccount()
  const { userId } = account
  await addEvents(account, 2, '=HYPERLINK("http://evil.example")')
  await signIn(page, userId, testPassword)
  await page.goto('/account/activity')
  await expect(page.getByText('3件', { exact: true })).toBeVisible()
  await page.getByLabel('操作').selectOption('利用状況検索')
  await page.getByRole('button', { name: '表示' }).click()
  await expect(page).toHaveURL(/\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d&kind=search$/)
  await expect(page.getByText('2件', { exact: true })).toBeVisible()
  await expect(page.getByLabel('操作')).toHaveValue('search')

  const link = page.getByRole('link', { name: 'CSVファイルをダウンロード' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toMatch(/^activity_\d{8}-\d{8}\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[0]).toBe('\ufeff日時,操作,実行者,接続元アドレス,ブラウザ,詳細')
  expect(lines[1]).toContain(`,利用状況検索,本人,192.0.2.8,"'=HYPERLINK(""http://evil.example"")",`)

  const { headers } = await page.request
    .get((await link.getAttribute('href'))!)
    .then((response) => ({ headers: response.headers() }))
  expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' })
})

test('NEXT and BACK lead through events of one moment without loss', async ({ page }) => {
  const account = await newAccount()
  const { userId } = account
  await addEvents(account, 119, 'Firefox')
  await signInDirectly(page, userId)
  await page.goto('/account/activity?kind=searches')
  await expect(page.getByText('119件', { exact: true })).toBeVisible()
  for (const range of ['51~100件目を表示', '101~119件目を表示']) {
    await page.getByRole('link', { name: 'NEXT' }).first().click()
    await expect(page.getByText(range).first()).toBeVisible()
  }
  await expect(page.getByRole('link', { name: 'NEXT' })).toHaveCount(0)
  for (const range of ['51~100件目を表示', '1~50件目を表示']) {
    await page.getByRole('link', { name: 'BACK' }).first().click()
    await expect(page.getByText(range, { exact: true }).first()).toBeVisible()
  }
})

test('an address that makes no sense gets the form back, with a message at its field', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/account/activity?from=2026-02-30&to=9999-12-31&kind=toString')
  const summary = page.getByRole('alert').filter({ hasText: '3件の誤り' })
  await expect(summary.getByRole('link')).toHaveCount(3)
  for (const field of ['from', 'to', 'kind'])
    await expect(page.locator(`#${field}`)).toHaveAttribute('aria-invalid', 'true')

  const wild = ['from=', 'from=2020-02-02&to=2020-02-01', 'cursor=after-1', 'kind=a&kind=b']
  for (const search of wild) {
    const response = await page.goto(`/account/activity?${search}`)
    expect(response!.status()).toBe(200)
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    // What cannot be made a file of is explained by the page, and to a program in the page's words.
    await page.goto(`/account/activity/csv?${search}`)
    await expect(page).toHaveURL(`/account/activity?${search}`)
    const file = await page.request.get(`/account/activity/csv?${search}`)
    expect(file.status()).toBe(400)
    expect(await file.text()).toContain(`/account/activity?${search.replaceAll('&', '&amp;')}`)
  }
  await page.goto('/account/activity?cursor=after-0-1')
  await expect(page.getByRole('alert').filter({ hasText: 'ページの指定' })).toBeVisible()
})

test('who is not signed in gets neither page nor file, and comes back to the page', async ({ page }) => {
  const { userId } = await newAccount()
  await page.goto('/account/activity/csv?kind=signIns')
  await expect(page).toHaveURL(/\/login\?next=/)
  await fillSignIn(page, userId, testPassword)
  await expect(page).toHaveURL(/\/account\/activity\?kind=signIns$/)
  await expect(page.getByText('1件', { exact: true })).toBeVisible()
})
