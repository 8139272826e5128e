import { expect, test } from '@playwright/test'
import { codeSentTo, mailsTo, newAccount, testPassword } from './support/account'
import { fillSignIn, signIn, signInDirectly } from './support/sign-in'

test('the password is renewed; every browser is signed out, and only the new one signs in', async ({
  page,
  browser,
}) => {
  const { userId } = await newAccount()
  await signIn(page, userId, testPassword)
  const context = await browser.newContext()
  const elsewhere = await context.newPage()
  await signIn(elsewhere, userId, testPassword)

  await page.getByRole('main').getByRole('link', { name: 'お客様認証パスワード更新' }).click()
  await page.getByLabel('旧パスワード').fill(testPassword)
  await page.getByLabel('新パスワード', { exact: false }).first().fill('New#pass1')
  await page.getByLabel('新パスワード再入力').fill('New#pass1')
  await page.getByRole('button', { name: '実行' }).click()
  await expect(
    page.getByText('パスワードの更新は正常に完了しました。次回からは、新パスワードを入力して下さい。'),
  ).toBeVisible()

  for (const window of [page, elsewhere]) {
    await window.goto('/menu')
    await expect(window).toHaveURL(/\/login/)
  }
  await fillSignIn(page, userId, testPassword)
  await expect(page.getByRole('alert').filter({ hasText: '正しくありません' })).toBeVisible()
  await fillSignIn(page, userId, 'New#pass1')
  await expect(page).toHaveURL(/\/menu$/)
  await context.close()
})

test('every rule that a new password breaks is named at its field, and nothing changes', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/account/password')
  await page.locator('#oldPassword').fill(testPassword)
  await page.locator('#newPassword').fill('あ')
  await page.locator('#newPasswordAgain').fill('い')
  await page.getByRole('button', { name: '実行' }).click()
  const summary = page.getByRole('alert').filter({ hasText: '6件の誤り' })
  for (const message of [
    '6文字以上、20文字以内',
    '半角指定記号だけ',
    '半角英字を',
    '半角数字を',
    '半角指定記号を',
    '一致しません',
  ])
    await expect(summary.getByRole('link').filter({ hasText: message }).first()).toBeVisible()
  await expect(page.locator('#newPassword')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.locator('#newPassword')).toHaveValue('')
  await page.goto('/menu')
  await expect(page).toHaveURL(/\/menu$/)
})

test('the rules show which are met while one types @js', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/account/password')
  const rules = page.locator('#password-rules li')
  await page.locator('#newPassword').fill('abc1')
  await expect(rules.filter({ hasText: '半角英字を1文字以上' })).toContainText('満たしています')
  await expect(rules.filter({ hasText: '半角指定記号を1文字以上' })).toContainText('まだ満たしていません')
  await page.locator('#newPassword').fill(`abc1!${userId.toUpperCase()}`.slice(0, 20))
  await expect(rules.filter({ hasText: 'ユーザIDを' })).toContainText('まだ満たしていません')
})

test('the address for one-time passwords changes with the code sent to the new one; the old one is told', async ({
  page,
}) => {
  const { userId } = await newAccount({ multiFactor: true })
  const [oldAddress, newAddress] = [`${userId}@example.com`, `${userId}@new.example`]
  await page.goto('/login')
  await fillSignIn(page, userId, testPassword)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('第二認証パスワード入力')
  await page.getByLabel('第二認証パスワード').fill(await codeSentTo(oldAddress))
  await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click()
  await page
    .getByRole('main')
    .getByRole('link', { name: '第二認証パスワード送付用メールアドレス変更' })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '第二認証パスワード送付用メールアドレス変更',
  )

  await page.locator('#oldEmail').fill('wrong@example.com')
  await page.locator('#newEmail').fill(newAddress)
  await page.locator('#newEmailAgain').fill(newAddress)
  await page.getByRole('button', { name: '実行' }).click()
  await expect(page.locator('#oldEmail-error')).toBeVisible()
  await expect(page.locator('#newEmail')).toHaveValue(newAddress)

  await page.locator('#oldEmail').fill(oldAddress)
  await page.getByRole('button', { name: '実行' }).click()
  await expect(page).toHaveURL(/\/account\/email\/verify/)
  await page.getByLabel('第二認証パスワード').fill(await codeSentTo(newAddress))
  await page.getByRole('button', { name: 'OK' }).click()
  await expect(
    page.getByText('次回からは新メールアドレス宛に第二認証パスワードが送信されます。'),
  ).toBeVisible()
  const [told] = await mailsTo(oldAddress)
  expect(told!.subject).toContain('変更のお知らせ')

  await page.goto('/login')
  await fillSignIn(page, userId, testPassword)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('第二認証パスワード入力')
  expect(await mailsTo(newAddress)).toHaveLength(2)
})

test('without 多要素認証 there is no address to change', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  await expect(page.getByRole('link', { name: '第二認証パスワード送付用メールアドレス変更' })).toHaveCount(0)
  expect((await page.goto('/account/email'))!.status()).toBe(404)
  expect((await page.goto('/account/email/verify'))!.status()).toBe(404)
})
