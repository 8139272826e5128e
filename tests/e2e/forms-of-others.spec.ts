import { expect, test, type Page } from '@playwright/test'
import type { TestAccount } from '@/tests/support/account'
import { codeSentTo, mailsTo, newAccount, testPassword, withDatabase } from './support/account'
import { holdExport } from './support/exports'
import { signIn, signInDirectly } from './support/sign-in'
import { signInWithCode } from './support/sign-in-code'

const bulk = '/usage?startDate=2014-07-06&startHour=0&endDate=2014-07-06&endHour=23&output=bulk&by=call'

/** In another window of the same browser the user signs out, and somebody else signs in. */
async function changeUser(page: Page, account: TestAccount, enter = signInPlainly): Promise<void> {
  const other = await page.context().newPage()
  await other.goto('/menu')
  await other.getByRole('button', { name: 'ログアウト' }).click()
  await expect(other).toHaveURL(/\/logged-out$/)
  await enter(other, account)
  await other.close()
}

const signInPlainly = (page: Page, { userId }: TestAccount) => signIn(page, userId, testPassword)

async function expectRefused(page: Page, now: TestAccount): Promise<void> {
  await expect(page).toHaveURL(/\/account\/other$/)
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText(
    '操作された画面は、別の利用者に表示されたものです。何も変更していません。',
  )
  await expect(alert).toContainText(`ユーザID ${now.userId}(契約 ${now.contractNumber})`)
  // The whole page is the present user's from here on.
  await expect(page.getByRole('banner')).toContainText(`ユーザID ${now.userId}`)
}

const setsOf = ({ accountId }: TestAccount) =>
  withDatabase(async (pool) => {
    const { rows } = await pool.query<{ state: string }>(
      'SELECT state FROM export_request WHERE account_id = $1',
      [accountId],
    )
    return rows.map(({ state }) => state)
  })

const emailOf = ({ accountId }: TestAccount) =>
  withDatabase(async (pool) => {
    const { rows } = await pool.query<{ email: string; locale: string | null }>(
      'SELECT email, locale FROM account WHERE account_id = $1',
      [accountId],
    )
    return rows[0]!
  })

test('実行 of a bulk export under the figures of one user makes none for another @any-width', async ({
  page,
}) => {
  const [first, second] = [await newAccount(), await newAccount({ contractNumber: '05' })]
  await signInDirectly(page, first.userId)
  await page.goto(bulk)
  await changeUser(page, second)
  await page.getByRole('button', { name: '実行' }).click()
  await expectRefused(page, second)
  expect(await setsOf(first)).toEqual([])
  expect(await setsOf(second)).toEqual([])
})

test('a set is neither cancelled nor deleted through the page of somebody else @any-width', async ({
  page,
}) => {
  const [first, second] = [await newAccount(), await newAccount()]
  const held = [await holdExport(first), await holdExport(second)]
  await signInDirectly(page, first.userId)
  // A page that hears how far the set is would notice the change by itself.
  await page.route('**/exports/state', (route) => route.abort())
  await page.goto('/exports')
  await changeUser(page, second)
  await page.getByRole('button', { name: '作成を中止する' }).click()
  await expectRefused(page, second)

  await changeUser(page, first)
  await page.goto('/exports')
  await page.getByRole('button', { name: '作成を中止する' }).click()
  await expect(page.getByText('作成を中止しました')).toBeVisible()
  await changeUser(page, second)
  await page.getByRole('button', { name: 'この記録を消す' }).click()
  await expectRefused(page, second)
  expect([await setsOf(first), await setsOf(second)]).toEqual([['cancelled'], ['waiting']])
  for (const { release } of held) await release()
})

test('a password is not renewed through the page of somebody else @any-width', async ({ page }) => {
  const [first, second] = [await newAccount(), await newAccount()]
  await signInDirectly(page, first.userId)
  await page.goto('/account/password')
  await changeUser(page, second)
  await page.locator('#oldPassword').fill(testPassword)
  await page.locator('#newPassword').fill('New#pass1')
  await page.locator('#newPasswordAgain').fill('New#pass1')
  await page.getByRole('button', { name: '実行' }).click()
  await expectRefused(page, second)
  await page.getByRole('main').getByRole('button', { name: 'ログアウト' }).click()
  await expect(page).toHaveURL(/\/logged-out$/)
  await signInPlainly(page, second)
})

test('a form of a page that an earlier version rendered asks to reload, and works after that @any-width', async ({
  page,
}) => {
  const account = await newAccount()
  await signInDirectly(page, account.userId)
  await page.goto(bulk)
  // Earlier pages had no such field.
  await page.evaluate(() => {
    for (const field of document.querySelectorAll('input[name="account"]')) field.removeAttribute('name')
    // A script that takes over the page after that gives the field its name again.
    document.addEventListener('formdata', ({ formData }) => formData.delete('account'))
  })
  await page.getByRole('button', { name: '実行' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('画面が古くなっています。')
  expect(await setsOf(account)).toEqual([])
  await page.reload()
  await page.getByRole('button', { name: '実行' }).click()
  await expect(page).toHaveURL(/\/exports\/accepted$/)
})

test('neither step of a change of address is taken through the page of somebody else @any-width', async ({
  page,
}) => {
  const [first, second] = [await newAccount({ multiFactor: true }), await newAccount({ multiFactor: true })]
  const [oldEmail, newEmail] = [`${second.userId}@example.com`, `${second.userId}@new.example`]
  const start = async (old: string) => {
    await page.locator('#oldEmail').fill(old)
    await page.locator('#newEmail').fill(newEmail)
    await page.locator('#newEmailAgain').fill(newEmail)
    await page.getByRole('button', { name: '実行' }).click()
  }
  await signInDirectly(page, first.userId)
  await page.goto('/account/email')
  await changeUser(page, second, signInWithCode)
  await start(oldEmail)
  await expectRefused(page, second)
  expect(await mailsTo(newEmail)).toEqual([])

  await page.goto('/account/email')
  await start(oldEmail)
  await expect(page).toHaveURL(/\/account\/email\/verify/)
  // Their code is right, but the page is no longer theirs.
  await page.getByLabel('第二認証パスワード').fill(await codeSentTo(newEmail))
  await changeUser(page, await newAccount({ multiFactor: true }), signInWithCode)
  await page.getByRole('button', { name: 'OK' }).click()
  await expect(page).toHaveURL(/\/account\/other$/)
  expect((await emailOf(second)).email).toBe(oldEmail)
})

test('the language chosen on a page of somebody else is the browser’s, and no account’s @any-width', async ({
  page,
}) => {
  const [first, second] = [await newAccount(), await newAccount()]
  await signInDirectly(page, first.userId)
  await page.goto('/menu')
  await changeUser(page, second)
  const before = [await emailOf(first), await emailOf(second)]
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  expect([await emailOf(first), await emailOf(second)]).toEqual(before)
})

test('signing out through the page of somebody else signs out @any-width', async ({ page }) => {
  const [first, second] = [await newAccount(), await newAccount()]
  await signInDirectly(page, first.userId)
  await page.goto('/menu')
  await changeUser(page, second)
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await expect(page).toHaveURL(/\/logged-out$/)
})

test('a form whose user has signed out leads to the sign-in page @any-width', async ({ page }) => {
  const account = await newAccount()
  await signInDirectly(page, account.userId)
  await page.goto(bulk)
  const other = await page.context().newPage()
  await other.goto('/menu')
  await other.getByRole('button', { name: 'ログアウト' }).click()
  await expect(other).toHaveURL(/\/logged-out$/)
  await page.getByRole('button', { name: '実行' }).click()
  await expect(page).toHaveURL(/\/login\?next=/)
  expect(await setsOf(account)).toEqual([])
})
