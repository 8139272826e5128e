import { expect, test, type Page } from '@playwright/test'
import { newAccount } from './support/account'
import { signInDirectly } from './support/sign-in'

/** The manual's own day of contract 04: 127 calls. */
const day = '/usage?startDate=2014-07-06&startHour=0&endDate=2014-07-06&endHour=23&output=screen&by=call'

const hits = (page: Page) => page.getByRole('region', { name: '検索結果' }).getByText(/^ヒット件数/)
const open = (page: Page) => page.locator('summary', { hasText: '絞り込み' }).click()

test('a result is narrowed by codes and numbers; its address holds no number, and its file follows', async ({
  page,
}) => {
  await signInDirectly(page, (await newAccount()).userId)
  await page.goto(day)
  await expect(hits(page)).toHaveText('ヒット件数: 127')
  await open(page)
  const choice = page.getByRole('group', { name: '通信種別' }).getByRole('checkbox').first()
  const label = (await page.getByRole('group', { name: '通信種別' }).locator('label').first().textContent())!
  const records = /([\d,]+)件/.exec(label)![1]!
  await choice.check()
  await page.getByRole('button', { name: '絞り込む' }).click()
  await expect(page).toHaveURL(/[?&]filter=[0-9a-f-]{36}$/)
  await expect(hits(page)).toHaveText(`ヒット件数: ${records}`)
  await expect(page.getByRole('region', { name: '検索結果' })).toContainText(
    `通信種別: ${/^[^((]+/.exec(label)![0]}`,
  )

  await open(page)
  await page.getByLabel('発信番号(先頭から)').fill('0 0-')
  await page.getByLabel('通信料 下限(円)').fill('1,9')
  await page.getByRole('button', { name: '絞り込む' }).click()
  await expect(page.getByRole('region', { name: '検索結果' })).toContainText(
    '発信番号: 00で始まる / 通信料: 19円以上',
  )
  await expect(page.getByRole('region', { name: '検索結果' })).toContainText('通信料: 19円以上')
  const narrowed = new URL(page.url())
  expect([...narrowed.searchParams.keys()].sort()).toEqual(
    ['by', 'endDate', 'endHour', 'filter', 'output', 'startDate', 'startHour'].sort(),
  )

  const shown = /([\d,]+)$/.exec((await hits(page).textContent())!)![1]!
  narrowed.searchParams.set('output', 'csv')
  const file = await page.request.get(narrowed.href.replace('/usage?', '/usage/download?'))
  expect(file.headers()['content-disposition']).toContain('_narrowed.csv')
  expect((await file.text()).trimEnd().split('\r\n')).toHaveLength(Number(shown) + 1)

  await open(page)
  await page.getByRole('link', { name: '絞り込みを解除する' }).click()
  await expect(hits(page)).toHaveText('ヒット件数: 127')
})

test('bad conditions are told at their fields, and what was typed and chosen stays', async ({ page }) => {
  await signInDirectly(page, (await newAccount()).userId)
  await page.goto(day)
  await open(page)
  await page.getByRole('group', { name: '対地名' }).getByRole('checkbox').first().check()
  await page.getByLabel('着信番号(先頭から)').fill('03 日本')
  await page.getByLabel('通信料 下限(円)').fill('100')
  await page.getByLabel('通信料 上限(円)').fill('20')
  await page.getByRole('button', { name: '絞り込む' }).click()
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('番号は半角英数字')
  await expect(alert).toContainText('上限が下限より小さく')
  await expect(page.getByLabel('着信番号(先頭から)')).toHaveValue('03 日本')
  await expect(page.getByRole('group', { name: '対地名' }).getByRole('checkbox').first()).toBeChecked()
})

test('conditions of another account, of the same contract too, are not found: neither page nor file nor count @server', async ({
  page,
}) => {
  await signInDirectly(page, (await newAccount()).userId)
  await page.goto(day)
  await open(page)
  await page.getByLabel('着信番号(先頭から)').fill('03')
  await page.getByRole('button', { name: '絞り込む' }).click()
  await expect(page).toHaveURL(/filter=/)
  const address = page.url()
  for (const contractNumber of ['04', '05']) {
    await signInDirectly(page, (await newAccount({ contractNumber })).userId)
    for (const place of ['/usage?', '/usage/download?', '/usage/preflight?'])
      expect((await page.request.get(address.replace('/usage?', place))).status()).toBe(404)
  }
})
