import { expect, test, type Locator, type Page } from '@playwright/test'
import { signInDirectly } from './support/sign-in'

const usage = (startHour: number, endHour: number, by: string) =>
  `/usage?startDate=2014-07-06&endDate=2014-07-06&startHour=${startHour}&endHour=${endHour}&output=screen&by=${by}`

const callHeadings =
  '発信日時 通信種別 発信番号 着信番号 対地名 宛先数 受付枚数 送信枚数 課金枚数 割引種別 通信料(円)'
const destinationHeadings =
  '発信日時 通信種別 発信番号 着信番号 対地名 紙サイズ/通信モード 送信頁数 課金頁数 通話種別 通信料(円)'
const closing = '--- 検索が完了しました。検索条件を入力してください。 ---'

const table = (page: Page) => page.getByRole('table')

/** What the manual prints of each cell: its first text, without what the customer calls the number. */
async function cells(page: Page, of: Locator = table(page)): Promise<string[][]> {
  return of
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('td')].map(
          (cell) => document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode()?.textContent ?? '',
        ),
      ),
    )
}

async function expectHeading(
  page: Page,
  hours: [string, string],
  kind: string,
  hits: number,
  headings: string,
) {
  const main = page.getByRole('main')
  await expect(main).toContainText(`検索期間 2014年07月06日${hours[0]}:00:00~2014年07月06日${hours[1]}:59:59`)
  await expect(main).toContainText('検索対象番号 04')
  await expect(main.getByText(`検索種別 ${kind}`, { exact: true })).toBeVisible()
  await expect(main.getByText(`ヒット件数: ${hits.toLocaleString('ja-JP')}`, { exact: true })).toBeVisible()
  await expect(main.getByText(closing)).toBeVisible()
  await expect(table(page).getByRole('columnheader')).toHaveText(headings.split(' '))
}

test.beforeEach(async ({ page }) => {
  await signInDirectly(page, 'demo04')
})

test('呼毎検索, 9時–9時: the one row that the manual prints', async ({ page }) => {
  await page.goto(usage(9, 9, 'call'))
  await expectHeading(page, ['09', '09'], '呼毎', 1, callHeadings)
  expect(await cells(page)).toEqual([
    ['2014/07/06 09:54:13', 'F網取出', '002', '001', 'MAIL', '1', '1', '1', '1', '土日祝', '19'],
  ])
})

test('呼毎検索, 0時–23時: 127 hits, the manual’s ten rows first', async ({ page }) => {
  await page.goto(usage(0, 23, 'call'))
  await expectHeading(page, ['00', '23'], '呼毎', 127, callHeadings)
  expect((await cells(page)).slice(0, 10)).toEqual([
    ['2014/07/06 00:32:52', '着信課金', '@userco.jp', '001', 'JAPAN', '1', '4', '4', '5', '夜間', '95'],
    ['2014/07/06 09:54:13', 'F網取出', '002', '001', 'MAIL', '1', '1', '1', '1', '土日祝', '19'],
    ['2014/07/06 10:00:00', '同報', '001', '002', 'JAPAN', '1', '1', '1', '1', '', '55'],
    ['2014/07/06 10:00:44', '同報', '001', '001', 'MAIL', '1', '1', '1', '1', '土日祝', '19'],
    ['2014/07/06 10:15:46', 'IP課金', '001', '001', 'JAPAN', '1', '1', '1', '1', '土日祝', '19'],
    ['2014/07/06 10:30:26', '一般', '001', '92002', 'KOREA', '1', '1', '1', '1', '土日祝', '73'],
    ['2014/07/06 10:40:26', '一般', '001', '001', 'JAPAN', '3', '3', '4', '', '土日祝', '76'],
    ['2014/07/06 10:49:01', '一般', '001', '92002', 'KOREA', '1', '1', '1', '1', '土日祝', '73'],
    ['2014/07/06 10:50:58', 'IP課金', '001', '001', 'JAPAN', '2', '2', '2', '', '土日祝', '38'],
    [
      '2014/07/06 10:54:20',
      '同報',
      '001',
      '-----',
      'JAPAN',
      '10,000',
      '32',
      '320,000',
      '320,000',
      '土日祝',
      '6,080,000',
    ],
  ])
})

test('宛先毎検索, 9時–9時: the one row that the manual prints', async ({ page }) => {
  await page.goto(usage(9, 9, 'destination'))
  await expectHeading(page, ['09', '09'], '宛先毎', 1, destinationHeadings)
  expect(await cells(page)).toEqual([
    ['2014/07/06 09:54:13', 'IP網取出', '04', '01', 'MAIL', 'A4G3F', '1', '1', '土日祝', '19'],
  ])
})

const printedFromNoon = [
  ['2014/07/06 12:00:26', '着信課金', '@userco.jp', '001', 'JAPAN', 'A4F', '1', '1', '土日祝', '19'],
  ['2014/07/06 12:00:38', '一般', '001', '001', 'JAPAN', 'A4G3F', '1', '1', '土日祝', '19'],
  ['2014/07/06 12:03:37', '着信課金', '@userco.jp', '001', 'JAPAN', 'A4F', '1', '1', '土日祝', '19'],
  ['2014/07/06 12:10:03', '同報', '001', '2002', 'KOREA', 'A4G3F', '3', '4', '土日祝', '292'],
  ['2014/07/06 12:10:03', '同報', '001', '001', 'MAIL', 'A4G3F', '3', '4', '土日祝', '76'],
  ['2014/07/06 12:10:03', '同報', '001', '002', 'JAPAN', 'A4G3F', '3', '4', '土日祝', '76'],
  ['2014/07/06 12:13:08', '同報', '001', '001', 'JAPAN', 'A4G3F', '1', '1', '土日祝', '19'],
]

test('宛先毎検索, 12時–19時: 9,518 hits, the manual’s rows from 12時 first', async ({ page }) => {
  await page.goto(usage(12, 19, 'destination'))
  await expectHeading(page, ['12', '19'], '宛先毎', 9_518, destinationHeadings)
  await expect(page.getByRole('main')).toContainText('先頭の1,000レコード')
  expect((await cells(page)).slice(0, 7)).toEqual(printedFromNoon)
})

test('the three rows of 11:56–11:58 show in a search of their own hour, as its last', async ({ page }) => {
  await page.goto(usage(11, 11, 'destination'))
  const hits = Number(
    /ヒット件数: ([\d,]+)/.exec((await page.getByRole('main').textContent()) ?? '')?.[1]?.replaceAll(',', ''),
  )
  // The screen ends at 1,000 records: the call's own page has the rows however many come before them.
  expect(hits).toBeGreaterThan(3)
  await page.goto(usage(11, 11, 'call'))
  const calls = await cells(page)
  expect(calls.at(-2)![0]).toBe('2014/07/06 11:56:50')
  expect(calls.at(-1)![0]).toBe('2014/07/06 11:58:10')
  await page.getByRole('link', { name: '2014/07/06 11:58:10' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('呼指定宛先毎検索')
  const rows = page.getByRole('table').nth(1).locator('tbody tr')
  await expect(rows).toHaveCount(2)
  expect(await cells(page, page.getByRole('table').nth(1))).toEqual([
    ['2014/07/06 11:58:10', '同報', '001', '001', 'JAPAN', 'A4G3F', '1', '1', '土日祝', '19'],
    ['2014/07/06 11:58:10', '同報', '001', '002', 'JAPAN', 'A4G3F', '1', '1', '土日祝', '19'],
  ])
})

test('the broadcast leads to its 10,000 destinations, and back to where one was', async ({ page }) => {
  await page.goto(usage(0, 23, 'call'))
  await page.getByRole('link', { name: 'NEXT' }).first().click()
  await expect(page.getByText('51~100件目を表示').first()).toBeVisible()
  await page.getByRole('link', { name: 'BACK' }).first().click()
  await expect(page.getByText('1~50件目を表示').first()).toBeVisible()
  await page.getByRole('link', { name: '2014/07/06 10:54:20' }).click()
  await expect(page.getByText('ヒット件数: 10,000', { exact: true })).toBeVisible()
  await expect(page.getByText('検索種別 呼指定宛先毎', { exact: true })).toBeVisible()
  const rows = page.getByRole('table').nth(1).locator('tbody tr')
  await expect(rows).toHaveCount(50)
  await expect(rows.first().locator('td').last()).toHaveText('608')
  await page.getByRole('link', { name: '検索結果に戻る' }).click()
  await expect(page.getByText('ヒット件数: 127', { exact: true })).toBeVisible()
  await expect(page.getByText('1~50件目を表示').first()).toBeVisible()
})
