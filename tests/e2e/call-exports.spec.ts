import { expect, test, type Page } from '@playwright/test'
import { callIdOfOneContract, newAccount } from './support/account'
import { openReadyExport } from './support/exports'
import { largeCalls, provideLargeCalls } from './support/large-calls'
import { signInDirectly } from './support/sign-in'

const { contractNumber, date, hours, oneCall } = largeCalls

test.beforeAll(provideLargeCalls)

test.beforeEach(async ({ page }) => {
  const { userId } = await newAccount({ contractNumber })
  await signInDirectly(page, userId)
})

const addressOf = (hour: number, output: string, by: string) =>
  `/usage?startDate=${date}&startHour=${hour}&endDate=${date}&endHour=${hour}&output=${output}&by=${by}`

/** 実行 of the page's own file; the form of a call's text file is folded away. */
const runButton = (page: Page) => page.getByRole('main').getByRole('button', { name: '実行' })

test('from an hour that no file holds the way leads to the sets of its call, one after the other', async ({
  page,
}) => {
  await page.goto(addressOf(hours.oneCall, 'bulk', 'destination'))
  await expect(page.getByText('この1時間だけで上限を超えています。')).toBeVisible()
  await expect(runButton(page)).toHaveCount(0)
  await page.getByRole('link', { name: '2014/07/10 10:10:00の呼 (この1時間の宛先 100,500件)' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('呼指定宛先毎検索')
  await expect(page.getByText('100,500件あり、一度に作成できる100,000件を超えています')).toBeVisible()
  const callPage = page.url()
  await page.getByRole('link', { name: /宛先の番号 1~100,000を大量検索で作成する/ }).click()

  await expect(page.getByText('宛先の番号 1~100,000', { exact: true })).toBeVisible()
  await expect(page.getByText('検索結果の100,000件を、10個のCSVファイル')).toBeVisible()
  await expect(page.getByText('次のファイルは削除されます')).toHaveCount(0)
  await runButton(page).click()
  await expect(page).toHaveURL(/\/exports\/accepted$/)
  await openReadyExport(page)
  await expect(page.getByRole('row')).toHaveCount(11)
  for (const text of ['呼指定宛先毎', '2014/07/10 10:10:00', '1~100,000'])
    await expect(page.getByRole('definition').filter({ hasText: text }).first()).toBeVisible()
  await expect(
    page.getByRole('link', { name: `usage_call_${oneCall.callId}_destinations_1-100000_10.csv` }),
  ).toBeVisible()

  await page.goto(callPage)
  await page.getByRole('link', { name: /宛先の番号 100,001~100,500を大量検索で作成する/ }).click()
  await expect(page.getByText('次のファイルは削除されます')).toBeVisible()
  await expect(page.getByText('呼の発信日時')).toBeVisible()
  await page.getByLabel('Shift_JIS').check()
  await runButton(page).click()
  await expect(page).toHaveURL(/\/exports\/accepted$/)
  await openReadyExport(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /_01\.csv$/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`usage_call_${oneCall.callId}_destinations_100001-100500_01.csv`)
  await page.getByRole('link', { name: /内容一覧/ }).click()
  await expect(page.getByText('100,001~100,500')).toBeVisible()
})

/** The addresses of the links that promise a file, folded away or not. */
async function promisedBy(page: Page): Promise<string[]> {
  const links = page.locator('main a').filter({ hasText: /作成する|時~/ })
  return links.evaluateAll((found) => found.map((link) => link.getAttribute('href')!))
}

/** Follows every promise that a page makes. @returns how many it makes. */
async function expectPromisesKept(page: Page): Promise<number> {
  const promised = await promisedBy(page)
  for (const address of promised) {
    await page.goto(address)
    await expect(runButton(page), `${address} was promised`).toBeVisible()
  }
  return promised.length
}

test('no page promises a file that cannot be made, and each hour has a way to one @server', async ({
  page,
}) => {
  for (const hour of [hours.textFile, hours.bulk, hours.oneCall, hours.manyCalls])
    for (const output of ['csv', 'bulk']) {
      const address = addressOf(hour, output, 'destination')
      await page.goto(address)
      if ((await runButton(page).count()) > 0) continue
      if ((await expectPromisesKept(page)) > 0) continue
      await page.goto(addressOf(hour, 'bulk', 'destination'))
      const call = page.getByRole('link', { name: /の呼 \(この1時間の宛先/ }).first()
      await page.goto((await call.getAttribute('href'))!)
      expect(await expectPromisesKept(page), address).toBeGreaterThan(0)
    }
  await page.goto(addressOf(hours.manyCalls, 'bulk', 'destination'))
  await expect(page.getByText('これらを1つにまとめたファイルは作成できません')).toBeVisible()
  await page.getByRole('link', { name: 'この1時間を呼毎に検索する' }).click()
  await expect(page.getByText('ヒット件数: 1,010', { exact: true })).toBeVisible()
})

test('a call of another contract has no set, and a wild range is refused @server', async ({ page }) => {
  const theirs = await callIdOfOneContract('04', contractNumber)
  expect((await page.goto(`/usage/calls/${theirs}/bulk`))!.status()).toBe(404)
  for (const range of ['destinationNoFrom=5', 'destinationNoFrom=9&destinationNoTo=1', 'destinationNoTo=x']) {
    await page.goto(`/usage/calls/${oneCall.callId}/bulk?${range}`)
    await expect(page.getByText('宛先の番号の範囲が正しくありません')).toBeVisible()
    await expect(runButton(page)).toHaveCount(0)
  }
  await page.goto(`/usage/calls/${oneCall.callId}/bulk?destinationNoFrom=200000&destinationNoTo=300000`)
  await expect(page.getByText('この範囲の番号の宛先はありません')).toBeVisible()
  await expect(runButton(page)).toHaveCount(0)
  await page.context().clearCookies()
  await page.goto(`/usage/calls/${oneCall.callId}/bulk?destinationNoFrom=1&destinationNoTo=9`)
  await expect(page).toHaveURL(/\/login\?next=.*bulk/)
})
