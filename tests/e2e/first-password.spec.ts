import { expect, test, type Page } from '@playwright/test'
import { handlersOfApp, pagesOfApp } from '@/tests/support/pages-of-app'
import { newAccount, testPassword } from './support/account'
import { expectAccessible } from './support/accessibility'
import { fillSignIn, signInDirectly } from './support/sign-in'

const tomorrow = () => new Date(Date.now() + 86_400_000)

/** An account whose password an operator has made. */
const newFirstAccount = (firstPasswordUntil = tomorrow()) => newAccount({ firstPasswordUntil })

async function changeTo(page: Page, newPassword: string): Promise<void> {
  await page.locator('#oldPassword').fill(testPassword)
  await page.locator('#newPassword').fill(newPassword)
  await page.locator('#newPasswordAgain').fill(newPassword)
  await page.getByRole('button', { name: '実行' }).click()
}

test('who has an operator’s password replaces it first, and gets on to the page that was asked for', async ({
  page,
}) => {
  const { userId } = await newFirstAccount()
  await page.goto('/usage/saved?done=deleted')
  await fillSignIn(page, userId, testPassword)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('お客様認証パスワード更新')
  await expect(page.getByText('初回ログイン用です')).toBeVisible()
  await page.goto('/menu')
  await expect(page).toHaveURL(/\/account\/password\?next=%2Fmenu$/)
  await page.goto('/usage/saved?done=deleted')
  await expect(page).toHaveURL(/\/account\/password\?next=%2Fusage%2Fsaved/)

  await changeTo(page, 'Password1!')
  await expect(page.locator('#newPassword-error')).toContainText('多くの人が使うパスワード')
  await changeTo(page, 'Eigen!Wahl7')
  await expect(page.getByText('パスワードの更新は正常に完了しました。')).toBeVisible()
  await page.getByRole('link', { name: 'ログイン画面へ' }).click()
  await fillSignIn(page, userId, 'Eigen!Wahl7')
  await expect(page).toHaveURL(/\/usage\/saved\?done=deleted$/)
})

test('help, language and the way out stay open to them, and the bar leads nowhere else', async ({ page }) => {
  const { userId } = await newFirstAccount()
  await signInDirectly(page, userId)
  await page.goto('/account/password')
  const bar = page.getByRole('navigation', { name: 'サービス内の移動' })
  if (page.viewportSize()!.width < 1_024) await bar.getByText('メニュー', { exact: true }).click()
  await expect(bar.getByRole('link')).toHaveText(['お客様認証パスワード更新', 'ヘルプ'])
  await bar.getByRole('link', { name: 'ヘルプ' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ヘルプ')
  await page.goto('/account/password')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByText('is for your first sign-in')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/logged-out$/)
})

test('the page of the password is for everybody then, too @js @any-width', async ({ page }) => {
  const { userId } = await newFirstAccount()
  await signInDirectly(page, userId)
  await page.goto('/account/password?next=/menu')
  await expectAccessible(page)
})

/** What a session with an operator's password reaches, and why. */
const open: Record<string, string> = {
  '/accessibility': 'for everybody',
  '/account/email/changed': 'leads to the menu unless a change was just completed',
  '/account/password': 'where the password is replaced',
  '/account/password/changed': 'leads to the menu unless a change was just completed',
  '/dev/outbox': 'the mails of a demo, for everybody',
  '/help': 'for everybody',
  '/help/[topic]': 'for everybody',
  '/help/of': 'for everybody',
  '/logged-out': 'leads to the menu while a session holds',
  '/login': 'leads to the page asked for while a session holds',
  '/login/verify': 'for a sign-in that lacks a factor',
  '/api/auth/[...nextauth]': 'signing in and out',
  '/api/health': 'for the load balancer',
  '/api/health/live': 'for what restarts processes',
  '/api/health/ready': 'for the load balancer',
  '/api/session': 'the page of the password asks how long the session holds',
}
/** An address of each folder: nobody is to be told whether there is such a thing. */
const addressOf = (folder: string) => folder.replace(/\[[^\]]+\]/g, '1')

test('no other page or file is reached with it: each page leads to the password, each file is refused @server', async ({
  page,
}) => {
  const { userId } = await newFirstAccount()
  await signInDirectly(page, userId)
  const closed = (folders: string[]) => folders.filter((folder) => !(folder in open))
  const pages = closed(pagesOfApp())
  // Programs are known by a key, and a session is nothing to them.
  const handlers = closed(handlersOfApp()).filter((folder) => !folder.startsWith('/api/v1/'))
  expect(pages.length).toBeGreaterThan(20)
  expect(handlers.length).toBeGreaterThan(8)
  for (const folder of pages) {
    const answer = await page.request.get(addressOf(folder), { maxRedirects: 0 })
    expect([folder, answer.status(), answer.headers().location]).toEqual([
      folder,
      307,
      expect.stringMatching(/^\/account\/password\?next=/),
    ])
  }
  for (const folder of handlers) {
    const answer = await page.request.get(addressOf(folder), { maxRedirects: 0 })
    expect([folder, answer.status()]).toEqual([folder, 403])
    expect(await answer.text()).toContain('ご自身のパスワードに更新してください')
  }
  const session = (await (await page.request.get('/api/session')).json()) as { secondsLeft: number }
  expect(session.secondsLeft).toBeGreaterThan(0)
})

test('one that was not replaced in time is named so to the right password alone', async ({ page }) => {
  const { userId } = await newFirstAccount(new Date(Date.now() - 1_000))
  await page.goto('/login')
  await fillSignIn(page, userId, 'Wrong!2026')
  const alert = page.getByRole('alert')
  await expect(alert.filter({ hasText: '正しくありません' })).toBeVisible()
  await fillSignIn(page, userId, testPassword)
  await expect(alert.filter({ hasText: '有効期限が切れています' })).toContainText('0120-161011')
  await page.goto('/menu')
  await expect(page).toHaveURL(/\/login/)
})
