import { expect, test, type Page } from '@playwright/test'
import { newAccount, testPassword } from './support/account'
import { fillSignIn, signInDirectly } from './support/sign-in'

/**
 * Presses a button while the browser is offline: the page says so above the form, and keeps what was typed.
 * @param typed selectors of controls, and what they must still hold.
 */
async function pressOffline(page: Page, name: string, typed: Record<string, string>): Promise<void> {
  await page.context().setOffline(true)
  await page.getByRole('main').getByRole('button', { name, exact: true }).click()
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('サーバに接続できませんでした。')
  await expect(alert).toBeInViewport()
  for (const [control, value] of Object.entries(typed)) await expect(page.locator(control)).toHaveValue(value)
  // Again, as one does.
  await page.getByRole('main').getByRole('button', { name, exact: true }).click()
  await expect(alert).toContainText('サーバに接続できませんでした。')
  for (const [control, value] of Object.entries(typed)) await expect(page.locator(control)).toHaveValue(value)
  await page.context().setOffline(false)
}

test.describe('offline @js', () => {
  test('the sign-in page keeps what was typed, and signs in once the network is back', async ({ page }) => {
    const { userId } = await newAccount()
    await page.goto('/login')
    await page.getByLabel('ユーザID').fill(userId)
    await page.getByLabel('パスワード').fill(testPassword)
    await pressOffline(page, 'ログイン', { '#userId': userId, '#password': testPassword })
    await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click()
    await expect(page).toHaveURL(/\/menu$/)
  })

  test('the page of the code keeps it', async ({ page }) => {
    const account = await newAccount({ multiFactor: true })
    await page.goto('/login')
    await fillSignIn(page, account.userId, testPassword)
    await expect(page).toHaveURL(/\/login\/verify/)
    await page.locator('#otp').fill('000000')
    await pressOffline(page, 'ログイン', { '#otp': '000000' })
    await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click()
    await expect(page.locator('#otp-error')).toBeVisible()
    await expect(page.locator('#otp')).toHaveValue('')
  })

  test('the change of password keeps what was typed, and is made once the network is back', async ({
    page,
  }) => {
    const { userId } = await newAccount()
    await signInDirectly(page, userId)
    await page.goto('/account/password')
    const typed = {
      '#oldPassword': testPassword,
      '#newPassword': 'New#pass1',
      '#newPasswordAgain': 'New#pass1',
    }
    for (const [control, value] of Object.entries(typed)) await page.locator(control).fill(value)
    await pressOffline(page, '実行', typed)
    await page.getByRole('button', { name: '実行' }).click()
    await expect(page.getByText('パスワードの更新は正常に完了しました。')).toBeVisible()
  })

  test('the change of address keeps what was typed', async ({ page }) => {
    const account = await newAccount({ multiFactor: true })
    await signInDirectly(page, account.userId)
    await page.goto('/account/email')
    const typed = {
      '#oldEmail': `${account.userId}@example.com`,
      '#newEmail': `${account.userId}@new.example`,
      '#newEmailAgain': `${account.userId}@new.example`,
    }
    for (const [control, value] of Object.entries(typed)) await page.locator(control).fill(value)
    await pressOffline(page, '実行', typed)
    await page.getByRole('button', { name: '実行' }).click()
    await expect(page).toHaveURL(/\/account\/email\/verify/)
  })

  test('the request of a bulk export stays, and is taken once the network is back', async ({ page }) => {
    const { userId } = await newAccount()
    await signInDirectly(page, userId)
    await page.goto(
      '/usage?startDate=2014-07-06&startHour=0&endDate=2014-07-06&endHour=23&output=bulk&by=call',
    )
    const form = page.getByRole('region', { name: 'テキストファイル(大量検索)の作成' })
    await form.getByLabel('Shift_JIS').check()
    await pressOffline(page, '実行', {})
    await expect(form.getByLabel('Shift_JIS')).toBeChecked()
    await page.getByRole('button', { name: '実行' }).click()
    await expect(page).toHaveURL(/\/exports\/accepted$/)
    await page.getByRole('link', { name: '作成状況を確認する' }).click()
    await expect(page.getByText('Shift_JIS')).toBeVisible()
  })

  test('the search stays with what was chosen, and is made once the network is back', async ({ page }) => {
    await signInDirectly(page, 'demo04')
    await page.goto('/usage')
    await page.locator('#startDate').fill('2014-07-06')
    await page.locator('#endDate').fill('2014-07-06')
    await pressOffline(page, '呼毎検索', { '#startDate': '2014-07-06', '#endDate': '2014-07-06' })
    await page.getByRole('button', { name: '呼毎検索' }).click()
    await expect(page.getByText('ヒット件数:')).toBeVisible()
  })

  test('the buttons of the header say so too, in view', async ({ page }) => {
    await signInDirectly(page, 'demo04')
    await page.goto('/menu')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'ログアウト' }).click()
    const alert = page.getByRole('banner').getByRole('alert')
    await expect(alert).toContainText('サーバに接続できませんでした。')
    await expect(alert).toBeInViewport({ ratio: 1 })
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'ログアウト' }).click()
    await expect(page).toHaveURL(/\/logged-out$/)
  })
})
