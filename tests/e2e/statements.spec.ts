import { expect, test, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import readWorkbook from 'read-excel-file/node'
import { newAccount } from './support/account'
import { tabTo } from './support/keyboard'
import { signInDirectly } from './support/sign-in'

const lists = ['日別', '通信種別別', '割引種別別', '対地名別', '発信番号別', '部署別']

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first()

test('the menu leads to the months, a month to its sheet, each list of which adds up to the same total', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  await page.getByRole('main').getByRole('link', { name: 'ご利用明細(月次)' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ご利用明細(月次)')
  await expect(page.getByRole('row', { name: '2014年7月分' })).toContainText('未反映の日 30日')

  await page.getByRole('link', { name: '2014年7月分' }).click()
  await expect(page).toHaveURL(/\/statements\/2014-07$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2014年7月分 ご利用明細')
  await expect(page.getByText('この利用明細は請求書ではありません。')).toBeVisible()
  const totals = await page.locator('tfoot tr').evaluateAll((rows) => rows.map((row) => row.textContent))
  expect(totals).toHaveLength(lists.length)
  expect(new Set(totals).size).toBe(1)
  expect(totals[0]).toMatch(/^合計127[\d,]+$/)
  for (const name of lists) await expect(section(page, name)).toBeVisible()
  const days = section(page, '日別').getByRole('row')
  await expect(days.filter({ hasText: '2014/07/05' })).toContainText('未反映')
  // The seed gives some of the numbers a department.
  await expect(section(page, '部署別').getByRole('row', { name: /^総務部/ })).toBeVisible()
  await expect(section(page, '部署別').getByRole('row').nth(-2)).toContainText('未分類')

  await page.getByRole('link', { name: '2014/07/06 (日)の明細レコードを表示' }).click()
  await expect(page).toHaveURL(/\/usage\?startDate=2014-07-06&startHour=0&endDate=2014-07-06&endHour=23&/)
  await expect(page.getByText('ヒット件数: 127')).toBeVisible()
})

test('a line leads to its records, and no number stands in the address', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  for (const name of ['通信種別別', '割引種別別', '発信番号別']) {
    await page.goto('/statements/2014-07')
    const line = section(page, name).getByRole('row').nth(1)
    // After the name, where numbers have one, and before 宛先数, two kinds of 枚数, and 通信料.
    const records = await line.getByRole('cell').nth(-5).textContent()
    await line.getByRole('button').click()
    await expect(page).toHaveURL(/\/usage\?startDate=2014-07-01&.*&by=call&filter=[0-9a-f-]{36}$/)
    await expect(page.getByText(`ヒット件数: ${records}`, { exact: true })).toBeVisible()
  }
})

test('a whole month has the month before beside it, and what changed most', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/statements')
  // The first of the list is running.
  await page.getByRole('main').getByRole('row').nth(2).getByRole('link').click()
  const comparison = section(page, '前月との比較')
  await expect(comparison.getByRole('row', { name: '通信料(円)' }).getByRole('cell')).toHaveCount(5)
  await expect(comparison.getByRole('row', { name: '通信料(円)' })).toContainText('%')
  const movers = section(page, 'なぜ増えたか・減ったか')
  await expect(movers.getByRole('table')).toHaveCount(3)
  for (const table of await movers.getByRole('table').all())
    expect(await table.getByRole('row').count()).toBeLessThanOrEqual(11)
})

test('by destination, and as a CSV in which every list has all its lines @any-width', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/statements/2014-07')
  await page.getByRole('main').getByRole('link', { name: '宛先毎' }).click()
  await expect(page).toHaveURL(/\/statements\/2014-07\?by=destination$/)
  await expect(section(page, '通話種別別')).toBeVisible()
  await page.getByLabel('Shift_JIS').check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSVファイルをダウンロード' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('statement_destination_201407.csv')
  const text = new TextDecoder('shift_jis').decode(await readFile(await download.path()))
  const rows = text.split('\r\n').map((line) => line.split(','))
  expect(rows[0]).toEqual([
    '区分',
    '項目',
    '名称',
    '件数',
    '宛先数',
    '送信頁数',
    '課金頁数',
    '通信料',
    '状態',
  ])
  expect(rows[1]!.slice(0, 2)).toEqual(['合計', '2014-07'])
  const sumOf = (name: string) =>
    rows.filter(([list]) => list === name).reduce((sum, row) => sum + Number(row[7]), 0)
  for (const name of ['日', '通信種別', '通話種別', '対地名', '発信番号', '部署'])
    expect(sumOf(name)).toBe(Number(rows[1]![7]))

  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  const file = await page.request.get('/statements/2014-07/csv')
  expect(file.headers()).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'cache-control': 'no-store',
  })
  await page.goto('/account/activity')
  await expect(page.getByRole('row').nth(1)).toContainText('ご利用明細のダウンロード')
  await expect(page.getByRole('row').nth(1)).toContainText('2014年7月 呼毎')
})

test('as an Excel workbook, with the sums that the page shows @any-width', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/statements/2014-07')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Excelファイルをダウンロード' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('statement_call_201407.xlsx')
  const [overview, ...sheets] = await readWorkbook(await download.path())
  expect(overview!.data).toContainEqual(expect.arrayContaining(['検索対象番号', '04 見本商事株式会社']))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(lists)
  const shown = await page.locator('tfoot tr').first().getByRole('cell').allTextContents()
  for (const { data } of sheets) {
    const totals = data.at(-1)!.filter((cell) => typeof cell === 'number')
    expect(['合計', ...totals.map((figure) => figure.toLocaleString('en-US'))]).toEqual(shown)
  }
})

test('a closed month says so, and which day was corrected since, with the difference', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/statements')
  const closed = page.getByRole('row', { name: '確定後の訂正 1件' })
  await expect(closed).toContainText(/\d{4}\/\d\d\/03 10:00 確定/)
  await closed.getByRole('link').click()
  await expect(page.getByText('確定後に訂正がありました')).toBeVisible()
  const corrections = section(page, 'データの訂正').getByRole('row')
  await expect(corrections).toHaveCount(2)
  await expect(corrections.nth(1)).toContainText(/\/15.*-\d+.*確定後$/)
  const difference = await corrections.nth(1).getByRole('cell').nth(-2).textContent()
  await expect(page.getByText(/の確定時の通信料は/)).toContainText(`(差 ${difference} 円)`)
})

test('nothing is pushed sideways, down to a window at four times its size, nor on A4 @any-width', async ({
  page,
}) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/statements')
  const month = await page.getByRole('main').getByRole('row').nth(2).getByRole('link').getAttribute('href')
  const overflows = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main [role=region]')]
        .filter((part) => part.scrollWidth > part.clientWidth + 1)
        .map((part) => part.getAttribute('aria-label') ?? part.tagName),
    )
  for (const address of ['/statements', month!, `${month}?by=destination`]) {
    await page.goto(address)
    for (const width of [320, 390, 768, 1440]) {
      await page.setViewportSize({ width, height: 844 })
      expect([address, width, await overflows()]).toEqual([address, width, []])
    }
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 718, height: 1_000 })
    expect([address, await overflows()]).toEqual([address, []])
    await page.emulateMedia({ media: 'screen' })
  }
})

test('on a phone, by keyboard alone: a month, a row and what it folds away, and its records', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signInDirectly(page, 'demo04')
  await page.goto('/statements')
  await tabTo(page, page.getByRole('link', { name: '2014年7月分' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/statements\/2014-07$/)

  const line = section(page, '対地名別').getByRole('row').nth(1)
  const [area, , destinations] = await line.getByRole('cell').all()
  expect((await destinations!.boundingBox())!.height).toBeLessThan(2)
  await tabTo(page, line.locator('summary'))
  await page.keyboard.press('Enter')
  expect((await destinations!.boundingBox())!.height).toBeGreaterThan(10)

  await page.keyboard.press('Shift+Tab')
  await expect(area!.getByRole('button')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/usage\?startDate=2014-07-01&.*&filter=[0-9a-f-]{36}$/)
})

test('another customer’s month, an unknown and an ill-formed one are not found @server', async ({ page }) => {
  const { userId } = await newAccount({ contractNumber: 'e2e-statements' })
  await signInDirectly(page, userId)
  await page.goto('/statements')
  await expect(page.getByText('明細を表示できる月はまだありません。')).toBeVisible()
  for (const month of ['2014-07', '2013-01', '2014-13', '2014-7', 'x', '1000-01', '9999-11', '9999-12'])
    for (const address of ['', '/csv', '/xlsx'].map((ending) => `/statements/${month}${ending}`))
      expect((await page.request.get(address)).status()).toBe(404)
  await signInDirectly(page, 'demo04')
  for (const address of ['/statements/2014-07?by=x', '/statements/2014-07?by=call&by=call'])
    expect((await page.request.get(address)).status()).toBe(400)
  for (const file of ['csv?encoding=x', 'csv?by=x', 'xlsx?by=x'])
    expect((await page.request.get(`/statements/2014-07/${file}`)).status()).toBe(400)
})

test('who is not signed in comes back to the sheet @server', async ({ page }) => {
  for (const file of ['csv', 'xlsx']) {
    await page.goto(`/statements/2014-07/${file}?by=destination`)
    await expect(page).toHaveURL(/\/login\?next=%2Fstatements%2F2014-07%3Fby%3Ddestination$/)
  }
  await page.goto('/statements')
  await expect(page).toHaveURL(/\/login\?next=%2Fstatements$/)
})

test('the sheet in English; on paper nothing leads on from it @any-width', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/statements/2014-07')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Usage statement, July 2014')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Contract 04')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Download the CSV file' })).toBeHidden()
  await expect(page.getByRole('link', { name: 'All months' })).toBeHidden()
})
