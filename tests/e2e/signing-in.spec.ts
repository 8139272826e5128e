import { expect, test } from '@playwright/test'
import { newAccount, testPassword } from './support/account'
import { fillSignIn, signIn, signInDirectly } from './support/sign-in'

test('an unopened session leads to the sign-in page and on to the page asked for, its search kept', async ({
  page,
}) => {
  const search = '/usage?startDate=2014-07-06&startHour=9&endDate=2014-07-06&endHour=9&by=call'
  await page.goto(search)
  await expect(page).toHaveURL(/\/login\?next=/)
  await fillSignIn(page, 'demo04')
  await expect(page.getByText('ヒット件数: 1', { exact: true })).toBeVisible()
  expect(page.url()).toContain(search)
})

test('the sign-in page names the service centre and keeps the user ID, never the password', async ({
  page,
}) => {
  await page.goto('/login')
  await expect(page.getByText('0120-161011')).toBeVisible()
  await expect(page.getByText('受付時間: 9:00~17:00')).toBeVisible()
  await fillSignIn(page, `nobody-${Math.random()}`, 'wrong')
  await expect(page.getByRole('alert').filter({ hasText: '正しくありません' })).toBeVisible()
  await expect(page.getByLabel('ユーザID')).toHaveValue(/^nobody-/)
  await expect(page.getByLabel('パスワード')).toHaveValue('')
})

test('a password that nobody can have is told at its field, costs nothing, and the user ID is kept', async ({
  page,
}) => {
  const { userId } = await newAccount()
  await page.goto('/login')
  const password = page.getByLabel('パスワード')
  for (const [typed, message] of [
    [`${testPassword} `, '空白または目に見えない文字'],
    [`${testPassword}\u3000`, '空白または目に見えない文字'],
    ['Ｒｉｇｈｔ！２０２６', '使えない文字'],
    ['a1!'.repeat(7), '20文字以内'],
  ] as const) {
    await fillSignIn(page, userId, typed)
    const told = page.getByRole('alert').filter({ hasText: message })
    await expect(told.getByRole('link')).toHaveAttribute('href', '#password')
    await expect(password).toHaveAttribute('aria-invalid', 'true')
    await expect(password).toHaveValue('')
    await expect(page.getByLabel('ユーザID')).toHaveValue(userId)
  }
  await fillSignIn(page, ` ${userId.replaceAll('u', 'ｕ')}\u3000`, testPassword)
  await expect(page).toHaveURL(/\/menu$/)
})

test('signing out is confirmed, asks to close the windows, and ends the session for good', async ({
  page,
}) => {
  await signIn(page, 'demo04')
  const cookies = await page.context().cookies()
  const search = '?startDate=2014-07-06&startHour=9&endDate=2014-07-06&endHour=9&output=csv&by=call'
  const statuses = async () => {
    const addresses = [`/usage/preflight${search}`, `/usage/download${search}`, '/exports/state']
    const answers = addresses.map((address) => page.request.get(address, { maxRedirects: 0 }))
    return (await Promise.all(answers)).map((answer) => answer.status())
  }
  expect(await statuses()).toEqual([200, 200, 200])
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await expect(page).toHaveURL(/\/logged-out$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ログアウトしました')
  await expect(page.getByRole('main')).toContainText('関連する全てのウィンドウを閉じてください')
  await page.context().addCookies(cookies)
  expect(await statuses()).toEqual([401, 401, 401])
  await page.goto('/menu')
  await expect(page).toHaveURL(/\/login/)
})

test('the language is chosen on any page and stays', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/usage?startDate=2014-07-06&startHour=9&endDate=2014-07-06&endHour=9&by=call')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByText('Records found: 1', { exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.goto('/menu')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Service menu')
  await page.getByRole('button', { name: '日本語' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('サービスメニュー')
})

test('every answer carries the security headers, and scripts run by nonce alone', async ({
  page,
  request,
}) => {
  const response = await request.get('/login')
  const headers = response.headers()
  const policy = headers['content-security-policy']!
  expect(policy).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}' 'strict-dynamic'/)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe/)
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['x-powered-by']).toBeUndefined()
  expect(headers).not.toHaveProperty('access-control-allow-origin')
  const again = await request.get('/login')
  expect(again.headers()['content-security-policy']).not.toBe(policy)

  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await signIn(page, 'demo04')
  await page.goto('/usage?startDate=2014-07-06&endDate=2014-07-06')
  expect(faults).toEqual([])
})
