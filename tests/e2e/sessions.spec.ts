import { expect, test } from '@playwright/test'
import { getPrisma } from '@/lib/db/prisma'
import { expectAccessible } from './support/accessibility'
import { eventually } from '@/tests/support/eventually'
import { mailsTo, newAccount, testPassword, withDatabase } from './support/account'
import { fillSignIn, signIn, signInDirectly } from './support/sign-in'

const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0'

/** The address of this machine: by which of its names the portal is reached, decides. */
const own = /127\.0\.0\.1|::1/

test('one browser signs another out, which is back at the page it was on after signing in again', async ({
  page,
  browser,
}) => {
  const { userId } = await newAccount()
  await signIn(page, userId, testPassword)
  const context = await browser.newContext({ userAgent: edge })
  const elsewhere = await context.newPage()
  await signIn(elsewhere, userId, testPassword)

  await page.getByRole('main').getByRole('link', { name: 'ログイン中のブラウザ' }).click()
  const rows = page.getByRole('region', { name: 'ログイン中のブラウザ 2件' }).getByRole('row')
  await expect(rows.nth(1)).toContainText('このブラウザ')
  await expect(rows.nth(1).getByRole('button')).toHaveCount(0)
  await expect(rows.nth(2)).toContainText('Microsoft Edge 130 / Windows')
  await expect(rows.nth(2)).toContainText(own)
  const end = rows.nth(2).getByRole('button', { name: /^Microsoft Edge 130 .*ログアウトする$/ })
  await page.getByLabel('パスワード').fill('Wrong!2026')
  await end.click()
  await expect(page.locator('#password-error')).toContainText('パスワードが正しくありません')
  await page.getByLabel('パスワード').fill(testPassword)
  await end.click()
  await expect(page.getByRole('status').filter({ hasText: 'ブラウザをログアウトしました' })).toBeVisible()
  await expect(page.getByText('ほかにログインしているブラウザはありません。')).toBeVisible()

  await elsewhere.goto('/account/activity?kind=signIns')
  await expect(elsewhere).toHaveURL(/\/login\?next=/)
  await fillSignIn(elsewhere, userId, testPassword)
  await expect(elsewhere).toHaveURL(/\/account\/activity\?kind=signIns$/)
  await expect(elsewhere.getByRole('main')).toContainText('ほかのブラウザのログアウト')

  await page.goto('/account/sessions')
  await page.getByLabel('パスワード').fill(testPassword)
  await page.getByRole('button', { name: 'このブラウザ以外をすべてログアウト' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'すべてログアウトしました' })).toBeVisible()
  await elsewhere.goto('/menu')
  await expect(elsewhere).toHaveURL(/\/login/)
  await page.goto('/menu')
  await expect(page).toHaveURL(/\/menu$/)
  await context.close()
})

test('a browser that has been signed out meanwhile is not found, nor is one of another account @server', async ({
  page,
}) => {
  const [own, other] = [await newAccount(), await newAccount()]
  await signInDirectly(page, other.userId)
  await page.context().clearCookies()
  await signInDirectly(page, own.userId)
  await page.context().clearCookies()
  await signInDirectly(page, own.userId)
  await page.goto('/account/sessions')
  const sessionOf = (accountId: bigint) =>
    withDatabase(() => getPrisma().signInSession.findFirstOrThrow({ where: { accountId } }))
  const foreign = await sessionOf(other.accountId)
  const button = page.getByRole('button', { name: /ログアウトする$/ })
  await button.evaluate((element, id) => ((element as HTMLButtonElement).value = id), foreign.id)
  await page.getByLabel('パスワード').fill(testPassword)
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await button.click()
  expect((await answered).status()).toBe(404)
  expect((await sessionOf(other.accountId)).id).toBe(foreign.id)
})

test('the pages of the account lead to each other, and the bar marks one place for them', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/account/activity')
  const places = page.getByRole('navigation', { name: 'アカウントの記録' })
  await expect(places.locator('[aria-current]')).toHaveText(['ご利用履歴'])
  await places.getByRole('link', { name: 'ログイン中のブラウザ' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ログイン中のブラウザ')
  await expect(places.locator('[aria-current]')).toHaveText(['ログイン中のブラウザ'])
  const bar = page.getByRole('navigation', { name: 'サービス内の移動' })
  await expect(bar.locator('[aria-current]')).toHaveText(['ご利用履歴'])
})

test('the page is for everybody @js @any-width', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.context().clearCookies()
  await signInDirectly(page, userId)
  await page.goto('/account/sessions')
  await expectAccessible(page)
})

test('a sign-in from a place that the account has never used is mailed, after it @server', async ({
  page,
}) => {
  const { userId, accountId } = await newAccount()
  const address = `${userId}@example.com`
  await withDatabase(() =>
    getPrisma().knownNetwork.create({
      data: { accountId, network: '192.0.2.1', firstSeenAt: new Date('2026-01-01T00:00:00Z') },
    }),
  )
  await signIn(page, userId, testPassword)
  await eventually(async () => expect(await mailsTo(address)).toHaveLength(1))
  const [mail] = await mailsTo(address)
  expect(mail!.subject).toBe('【BizFAX】新しい接続元からのログインのお知らせ')
  expect(mail!.text).toMatch(new RegExp(`接続元アドレス: (${own.source})`))
  await page.goto('/account/activity')
  await expect(page.getByRole('main')).toContainText('初めての接続元アドレス')
})
