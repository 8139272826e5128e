import { readFile } from 'node:fs/promises'
import { expect, test, type Download, type Page } from '@playwright/test'
import iconv from 'iconv-lite'
import readWorkbook from 'read-excel-file/node'
import { callIdOfOneContract, newAccount } from './support/account'
import { openSearch } from './support/open-search'
import { signInDirectly } from './support/sign-in'

const day = { startDate: '2014-07-06', startHour: '0', endDate: '2014-07-06', endHour: '23' }
const address = (changes: Record<string, string>) => `/usage?${new URLSearchParams({ ...day, ...changes })}`
const file = (changes: Record<string, string>) =>
  `/usage/download?${new URLSearchParams({ ...day, ...changes })}`

const bytesOf = async (download: Download) => readFile(await download.path())

async function take(page: Page): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '実行' }).click(),
  ])
  return download
}

test('a customer takes the manual’s day as a text file, and is told so', async ({
  page,
  javaScriptEnabled,
}) => {
  // An account of its own: what others chose last is offered again.
  await signInDirectly(page, (await newAccount()).userId)
  await page.goto(address({}))
  await openSearch(page)
  await page.getByLabel('テキストファイル (1~10,000').check()
  await page.getByRole('button', { name: '呼毎検索' }).click()
  await expect(page.getByText('ヒット件数: 127', { exact: true })).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  const download = await take(page)
  expect(download.suggestedFilename()).toBe('usage_call_2014070600-2014070623.csv')
  const lines = (await bytesOf(download)).toString().split('\r\n')
  expect(lines[0]).toBe(
    '\ufeff発信日時,通信種別,発信番号,着信番号,対地名,宛先数,受付枚数,送信枚数,課金枚数,割引種別,通信料',
  )
  expect(lines).toContain('2014/07/06 10:54:20,同報,001,-----,JAPAN,10000,32,320000,320000,土日祝,6080000')
  expect(lines[1]).toBe('2014/07/06 00:32:52,着信課金,@userco.jp,001,JAPAN,1,4,4,5,夜間,95')
  expect(lines).toHaveLength(1 + 127 + 1)
  // The totals of the page are those of the file, to the yen.
  const charge = lines.slice(1, -1).reduce((sum, line) => sum + Number(line.split(',').at(-1)), 0)
  await expect(page.getByRole('region', { name: '合計' })).toContainText(
    `通信料(円)${charge.toLocaleString('ja-JP')}`,
  )
  if (javaScriptEnabled !== false) await expect(page.getByText('作成が完了しました')).toBeVisible()
})

test('a customer takes the manual’s day for Excel, and Excel is offered again', async ({
  page,
  javaScriptEnabled,
}) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto(address({ output: 'csv', by: 'call' }))
  await expect(page.getByLabel('Shift_JIS')).toBeVisible()
  await page.getByLabel('Excel(.xlsx)').check()
  await expect(page.getByLabel('Shift_JIS')).toBeHidden()
  const download = await take(page)
  expect(download.suggestedFilename()).toBe('usage_call_2014070600-2014070623.xlsx')
  const [records, summary] = await readWorkbook(await bytesOf(download))
  expect(records!.data).toHaveLength(1 + 127)
  const broadcast = records!.data.find((row) => row[10] === 6_080_000)!
  expect(broadcast.slice(1)).toEqual([
    '同報',
    '001',
    '-----',
    'JAPAN',
    10_000,
    32,
    320_000,
    320_000,
    '土日祝',
    6_080_000,
  ])
  expect(Math.round(Number(broadcast[0]) / 1_000)).toBe(Date.UTC(2014, 6, 6, 10, 54, 20) / 1_000)
  expect(summary!.data).toContainEqual(['検索対象番号', '04'])
  expect(summary!.data).toContainEqual(['件数', 127])
  if (javaScriptEnabled !== false) await expect(page.getByText('作成が完了しました')).toBeVisible()
  await page.goto(address({ output: 'csv', by: 'call' }))
  await expect(page.getByLabel('Excel(.xlsx)')).toBeChecked()
})

test('the encoding, the period and the output chosen last are offered again', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto(address({ output: 'csv', by: 'destination', startHour: '12', endHour: '19' }))
  await page.getByLabel('Shift_JIS').check()
  const download = await take(page)
  const text = iconv.decode(await bytesOf(download), 'cp932')
  expect(text.split('\r\n')).toHaveLength(1 + 9_518 + 1)
  expect(text.startsWith('発信日時,通信種別')).toBe(true)

  await page.goto('/usage')
  await expect(page.getByLabel('開始日', { exact: true })).toHaveValue('2014-07-06')
  await expect(page.getByLabel('開始時')).toHaveValue('12')
  await expect(page.getByLabel('テキストファイル (1~10,000')).toBeChecked()
  await page.getByRole('button', { name: '呼毎検索' }).click()
  await expect(page.getByLabel('Shift_JIS')).toBeChecked()
})

test('too much for a text file is refused with periods that fit, and each of them is a file', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto(address({ output: 'csv', by: 'destination' }))
  await expect(
    page.getByText(/宛先毎は19,559件あり、テキストファイルの上限10,000件を超えている/),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: '実行' })).toHaveCount(0)
  const result = page.getByRole('region', { name: '検索結果' })
  const offers = await result.getByRole('link', { name: /時~/ }).all()
  const addresses = await Promise.all(offers.map((offer) => offer.getAttribute('href')))
  expect(addresses.length).toBeGreaterThan(0)
  await offers[0]!.click()
  await expect(page.getByRole('button', { name: '実行' })).toBeVisible()
  expect((await bytesOf(await take(page))).length).toBeGreaterThan(1_000)
})

test('a file that cannot be made leads to the page that says why', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto(file({ by: 'destination' }))
  await expect(page.getByText(/テキストファイルの上限10,000件を超えている/)).toBeVisible()
  await page.goto(file({ startDate: '2013-07-06', endDate: '2013-07-06' }))
  await expect(page.getByText('ファイルは作成していません', { exact: false })).toBeVisible()
  await page.goto(file({ endHour: '24' }))
  await expect(page.locator('#endHour-error')).toContainText('「24」は正しくありません')
  const wild = await page.goto(file({ encoding: 'ebcdic' }))
  expect(wild!.status()).toBe(400)
  await expect(page.getByText('utf-8 または shift_jis')).toBeVisible()
  expect((await page.goto(file({ format: 'xls' })))!.status()).toBe(400)
  await expect(page.getByText('csv または xlsx')).toBeVisible()
})

test('a program is told with a status why there is no file, in the words of the page @server', async ({
  page,
}) => {
  const get = (address: string, accept = '*/*') =>
    page.request.get(address, { headers: { Accept: accept }, maxRedirects: 0 })
  const signedOut = await get(file({ by: 'call' }))
  expect(signedOut.status()).toBe(401)
  expect(await signedOut.text()).toContain('ログインしてください')
  await signInDirectly(page, 'demo04')
  const none = { startDate: '2013-07-06', endDate: '2013-07-06' }
  for (const [parameters, status, words] of [
    [{ by: 'destination' }, 422, '10,000件を超えている'],
    [none, 422, '該当する利用状況がない'],
    [{ endHour: '24' }, 400, '「24」は正しくありません'],
    [{ by: 'call', formulas: 'wild' }, 400, 'asis'],
    [{ by: 'call', names: '0' }, 400, 'names の指定'],
    [{ by: 'call', names: '' }, 400, 'names の指定'],
  ] as const) {
    const answer = await get(file({ ...parameters }), 'text/csv')
    expect(answer.status()).toBe(status)
    expect(answer.headers()['content-type']).toContain('text/html')
    expect(await answer.text()).toContain(words)
  }
  expect((await get('/account/activity/csv?from=x')).status()).toBe(400)
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  expect((await get(file({ by: 'destination' }), browser)).status()).toBe(307)
  const asIs = await get(file({ by: 'call', formulas: 'asis' }))
  expect(asIs.status()).toBe(200)
})

for (const [format, type] of [
  ['csv', 'text/csv; charset=utf-8'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
] as const)
  test(`headers name the file (${format}), forbid keeping it, and HEAD sends none of it @server`, async ({
    page,
  }) => {
    await signInDirectly(page, (await newAccount()).userId)
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await page.request.fetch(file({ by: 'call', output: 'csv', format }), { method })
      expect(answer.status()).toBe(200)
      expect(answer.headers()).toMatchObject({
        'content-type': type,
        'content-disposition':
          `attachment; filename="usage_call_2014070600-2014070623.${format}"; ` +
          `filename*=UTF-8''usage_call_2014070600-2014070623.${format}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      expect((await answer.body()).length > 0).toBe(method === 'GET')
    }
    const tooMany = { by: 'destination', output: 'csv', format }
    expect(
      (await page.request.get(file(tooMany), { maxRedirects: 0, headers: { Accept: '*/*' } })).status(),
    ).toBe(422)
  })

test('wild parameters beside the search have an answer @server', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  const state = await page.request.get('/usage/download/state?ticket=%00')
  expect(await state.json()).toEqual({ state: 'unknown' })
  const twice = await page.request.get(`${file({ by: 'call', encoding: 'utf-8' })}&encoding=shift_jis`)
  expect(twice.status()).toBe(400)
  const wildTicket = await page.request.get(file({ by: 'call', ticket: '%00\r\nX: y' }))
  expect(wildTicket.headers()['content-type']).toBe('text/csv; charset=utf-8')
})

test('who is not signed in gets no file, and comes back to the search', async ({ page }) => {
  await page.goto(file({ by: 'call' }))
  await expect(page).toHaveURL(/\/login\?/)
  expect(new URL(page.url()).searchParams.get('next')).toContain('startDate=2014-07-06')
  const state = await page.request.get('/usage/download/state?ticket=x')
  expect(state.status()).toBe(401)
  expect((await page.request.get(`/usage/preflight?${new URLSearchParams(day)}`)).status()).toBe(401)
})

test('another customer takes its own records alone, and finds no call of this one @server', async ({
  page,
}) => {
  const theirs = await callIdOfOneContract('04', '05')
  await signInDirectly(page, 'demo05')
  const own = await (await page.request.get(file({ by: 'call' }))).text()
  expect(own.split('\r\n')).toHaveLength(1 + 12 + 1)
  expect(own).not.toContain('2014/07/06 10:54:20')
  expect((await page.request.get(`/usage/calls/${theirs}/download?format=xlsx`)).status()).toBe(404)
  const foreign = await page.request.get(`/usage/calls/${theirs}/download`)
  expect(foreign.status()).toBe(404)
  expect(await foreign.text()).not.toContain('発信日時')
  const missing = await page.request.get('/usage/calls/123456789012345/download')
  expect(await missing.text()).toBe(await foreign.text())
})

for (const format of ['csv', 'xlsx'] as const)
  test(`the destinations of a call are a file of their own (${format})`, async ({ page }) => {
    await signInDirectly(page, (await newAccount()).userId)
    await page.goto(address({ startHour: '10', endHour: '10', by: 'call' }))
    await page.getByRole('link', { name: '2014/07/06 10:54:20' }).click()
    await page.getByText('この呼の宛先をテキストファイルまたはExcelで保存').click()
    await page.getByLabel(format === 'csv' ? 'テキストファイル(CSV)' : 'Excel(.xlsx)').check()
    const download = await take(page)
    expect(download.suggestedFilename()).toMatch(new RegExp(`^usage_call_\\d+_destinations\\.${format}$`))
    const content = await bytesOf(download)
    if (format === 'csv') {
      const lines = content.toString().split('\r\n')
      expect(lines[0]).toContain('紙サイズ/通信モード,送信頁数,課金頁数,通話種別,通信料')
      expect(lines).toHaveLength(1 + 10_000 + 1)
    } else {
      const [records] = await readWorkbook(content)
      expect(records!.data).toHaveLength(1 + 10_000)
      expect(new Set(records!.data.slice(1).map((row) => typeof row[9]))).toEqual(new Set(['number']))
    }
  })
