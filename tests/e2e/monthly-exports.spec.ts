import { expect, test } from '@playwright/test'
import { newAccount } from './support/account'
import { signInDirectly } from './support/sign-in'

test('the files of each month are turned on with choices, changed and turned off, and others do not see it', async ({
  page,
}) => {
  const account = await newAccount()
  await signInDirectly(page, account.userId)
  await page.goto('/exports')
  await page.getByRole('main').getByRole('link', { name: '毎月の自動作成' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('毎月の自動作成')
  await expect(page.getByText('自動作成は行っていません。')).toBeVisible()
  await page.getByLabel('宛先毎').check()
  await page.getByLabel('Shift_JIS').check()
  await page.getByRole('button', { name: '始める' }).click()
  await expect(page.getByText('毎月の自動作成を設定しました。')).toBeVisible()
  await expect(page.getByText(/^次は\d{4}年\d+月分です。月の最終日までの/)).toBeVisible()
  await expect(page.getByLabel('宛先毎')).toBeChecked()
  await expect(page.getByLabel('Shift_JIS')).toBeChecked()

  await page.getByLabel('呼毎').check()
  await page.getByRole('button', { name: '変更する' }).click()
  await expect(page.getByText('毎月の自動作成の内容を変更しました。')).toBeVisible()
  await page.goto('/exports/monthly')
  await expect(page.getByLabel('呼毎')).toBeChecked()

  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/exports/monthly')
  await expect(page.getByText('自動作成は行っていません。')).toBeVisible()
  await signInDirectly(page, account.userId)
  await page.goto('/exports/monthly')
  await page.getByText('自動作成を終了する').click()
  await page.getByRole('button', { name: '終了する' }).click()
  await expect(page.getByText('毎月の自動作成を終了しました。')).toBeVisible()
  await expect(page.getByText('自動作成は行っていません。')).toBeVisible()
  await page.goto('/account/activity')
  await expect(page.getByRole('row').nth(1)).toContainText('毎月の自動作成の終了')
})
