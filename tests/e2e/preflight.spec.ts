import { expect, test } from '@playwright/test'
import { newAccount } from './support/account'
import { openSearch } from './support/open-search'
import { signInDirectly } from './support/sign-in'

const manualDay = '/usage?startDate=2014-07-06&startHour=0&endDate=2014-07-06&endHour=23'

const japanToday = new Date(Date.now() + 9 * 3_600_000)
const daysAgo = (days: number) =>
  new Date(japanToday.getTime() - days * 86_400_000).toISOString().slice(0, 10)

test.beforeEach(async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
})

test('the period is told exactly before anything is made, with what fits', async ({ page }) => {
  await page.goto('/usage?shortcut=yesterday')
  await expect(page.getByLabel('開始日', { exact: true })).toHaveValue(daysAgo(1))
  const byCall = page.getByRole('region', { name: '呼毎' })
  await expect(byCall).toContainText('件数')
  await expect(byCall).toContainText('テキストファイル: 作成できます')
  await expect(page.getByText('24時分まで反映済み', { exact: false })).toBeVisible()
})

test('@js what is told follows the period and the output as they change', async ({ page }) => {
  await page.goto('/usage')
  await page.getByLabel('開始日', { exact: true }).fill('2014-07-06')
  await page.getByLabel('終了日', { exact: true }).fill('2014-07-06')
  const status = page.getByRole('status').filter({ hasText: '宛先毎' })
  await expect(status).toHaveText('呼毎 127件、宛先毎 19,559件')
  await page.getByLabel('開始時').selectOption('12')
  await page.getByLabel('終了時').selectOption('19')
  await expect(status).toHaveText('呼毎 89件、宛先毎 9,518件')
  const byDestination = page.getByRole('region', { name: '宛先毎' })
  await expect(byDestination).toContainText('WWW画面: 1,000件を超えるため、先頭の1,000件を表示します')
  await page.getByLabel('開始時').selectOption('0')
  await page.getByLabel('終了時').selectOption('23')
  await page.getByLabel('テキストファイル (1~10,000').check()
  await expect(byDestination).toContainText('テキストファイルの上限10,000件を超えている')
  await byDestination.getByRole('link', { name: /時~/ }).first().click()
  await expect(page.getByRole('button', { name: '実行' })).toBeVisible()
})

test('@js a period that cannot be searched says why while it is being chosen', async ({ page }) => {
  await page.goto('/usage')
  await page.getByLabel('開始日', { exact: true }).fill('2014-07-06')
  await page.getByLabel('終了日', { exact: true }).fill('2014-09-06')
  await expect(page.getByText('検索期間は最大1ヶ月間です', { exact: false })).toBeVisible()
})

test('@js a server that does not answer is said, and the form goes on working', async ({ page }) => {
  await page.goto('/usage')
  await page.route('**/usage/preflight**', (route) => route.abort())
  await page.getByLabel('開始日', { exact: true }).fill('2014-07-06')
  await page.getByLabel('終了日', { exact: true }).fill('2014-07-06')
  await expect(page.getByText('件数を確認できませんでした', { exact: false })).toBeVisible()
  // Figures of the period before would pass for those of this one.
  await expect(page.getByRole('region', { name: '宛先毎' })).toHaveCount(0)
  await page.getByRole('button', { name: '呼毎検索' }).click()
  await expect(page.getByText('ヒット件数: 127', { exact: true })).toBeVisible()
})

test('a shortcut fills the form and searches nothing by itself', async ({ page }) => {
  await page.goto(manualDay)
  await openSearch(page)
  await page.getByRole('link', { name: '直近7日' }).click()
  await expect(page.getByLabel('開始日', { exact: true })).toHaveValue(daysAgo(7))
  await expect(page.getByLabel('終了日', { exact: true })).toHaveValue(daysAgo(1))
  await expect(page.getByLabel('終了時')).toHaveValue('23')
})
