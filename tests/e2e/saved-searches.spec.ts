import { expect, test, type Page } from '@playwright/test'
import { getPrisma } from '@/lib/db/prisma'
import { deleteSavedSearch, renameSavedSearch } from '@/lib/usage/change-saved-search'
import { keepFilter } from '@/lib/usage/filters'
import { listSavedSearches } from '@/lib/usage/read-saved-searches'
import { saveSearch } from '@/lib/usage/save-search'
import { savedSearchesMax } from '@/lib/usage/saved-search'
import { shortcutDays } from '@/lib/usage/shortcuts'
import type { TestAccount } from '@/tests/support/account'
import { newAccount, withDatabase } from './support/account'
import { expectNoSidewaysScrolling } from './support/page-widths'
import { signInDirectly } from './support/sign-in'

/** How the 着信番号 of some calls of the manual's day begin. */
const number = '92002'
const source = { address: null, userAgent: null }
const main = (page: Page) => page.getByRole('main')
const status = (page: Page) => main(page).getByRole('status')
const alert = (page: Page) => main(page).getByRole('alert')
const hits = (page: Page) => page.getByRole('region', { name: '検索結果' }).getByText(/^ヒット件数/)
const openSaving = (page: Page) => page.locator('summary', { hasText: 'この検索を保存' }).click()

const address = (changes: Record<string, string> = {}) =>
  `/usage?${new URLSearchParams({
    ...{ startDate: '2014-07-06', startHour: '0', endDate: '2014-07-06', endHour: '23' },
    ...{ output: 'screen', by: 'call' },
    ...changes,
  })}`

/** What another browser of the same account does meanwhile. */
const saved = (account: TestAccount, name: string) =>
  withDatabase(async () => (await listSavedSearches(account)).own.find((search) => search.name === name)!)
const saveElsewhere = (account: TestAccount, name: string) =>
  withDatabase(() =>
    saveSearch(
      account,
      name,
      { by: 'call', output: 'screen', period: 'lastMonth' },
      undefined,
      source,
      new Date(),
    ),
  )

async function save(page: Page, name: string): Promise<void> {
  await page.getByLabel('保存する名前').fill(name)
  await page.getByRole('button', { name: '保存する' }).click()
}

test('a narrowed and sorted result is saved by name, run from the menu by one press, renamed and deleted', async ({
  page,
}) => {
  await signInDirectly(page, (await newAccount()).userId)
  await page.goto('/menu')
  await expect(main(page)).not.toContainText('保存した検索')
  await page.goto(address({ by: 'destination', sort: 'charge-desc' }))
  await page.locator('summary', { hasText: '絞り込み' }).click()
  await page.getByLabel('着信番号(先頭から)').fill(number)
  await page.getByRole('button', { name: '絞り込む' }).click()
  await expect(page).toHaveURL(/filter=/)
  const result = page.url()
  const found = (await hits(page).textContent())!

  await openSaving(page)
  await expect(page.getByLabel(/^この期間のまま/)).toBeChecked()
  await expectNoSidewaysScrolling(page)
  await save(page, ' ')
  await expect(alert(page)).toContainText('名前を入力してください。')
  await save(page, '韓国の支社')
  await expect(status(page)).toHaveText('「韓国の支社」を保存しました。サービスメニューから検索できます。')
  await expect(hits(page)).toHaveText(found)
  expect(page.url()).toBe(result)

  await page.goto('/menu')
  await main(page).getByRole('link', { name: '韓国の支社' }).click()
  await expect(page).toHaveURL(result)
  await expect(hits(page)).toHaveText(found)

  await page.goto('/menu')
  await main(page)
    .getByRole('link', { name: /^すべて表示/ })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('保存した検索')
  await expect(page).toHaveTitle(/^保存した検索 \|/)
  const list = page.getByRole('list', { name: '保存した検索の一覧' })
  await expect(list.getByRole('listitem')).toContainText(
    '2014/07/06 0時~2014/07/06 23時 / 宛先毎 / WWW画面 / 着信番号: 92002で始まる / 並び順: 通信料の高い順',
  )
  await expectNoSidewaysScrolling(page)

  await page.getByRole('link', { name: '名前の変更・削除: 韓国の支社' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('保存した検索の変更')
  await expect(main(page).getByText('韓国の支社', { exact: true })).toBeVisible()
  await page.getByLabel('名前').fill('韓国宛')
  await page.getByRole('button', { name: '名前を変更する' }).click()
  await expect(status(page)).toHaveText('名前を変更しました。')
  await page.getByRole('link', { name: '名前の変更・削除: 韓国宛' }).click()
  await page.locator('summary', { hasText: 'この検索を削除する' }).click()
  await page.getByRole('button', { name: '削除', exact: true }).click()
  await expect(status(page)).toHaveText('保存した検索を削除しました。')
  await expect(main(page)).toContainText('保存した検索はまだありません')

  await page.goto('/account/activity?kind=changes')
  await expect(page.getByRole('row').nth(1)).toContainText('保存した検索の削除')
  await expect(page.getByRole('row').nth(2)).toContainText('保存した検索の名前の変更')
  await expect(page.getByRole('row').nth(3)).toContainText('検索の保存')
  await expect(page.getByRole('table')).not.toContainText(/92002|韓国の支社|韓国宛/)
})

test('a period that moves is proposed where the result has it, and runs as it is today; files and empty results are saved too', async ({
  page,
}) => {
  await signInDirectly(page, (await newAccount()).userId)
  const { startDate, endDate } = shortcutDays('lastMonth', new Date())!
  await page.goto(address({ startDate, endDate, output: 'csv', by: 'destination' }))
  await openSaving(page)
  await expect(page.getByLabel('前月', { exact: true })).toBeChecked()
  await save(page, '先月のファイル')
  await expect(status(page)).toContainText('「先月のファイル」を保存しました。')
  await page.goto(address({ startDate: '2013-01-01', endDate: '2013-01-02' }))
  await openSaving(page)
  await page.getByLabel('直近7日').check()
  await save(page, '先月のファイル')
  await expect(alert(page)).toContainText('「先月のファイル」という名前の検索が既にあります。')
  await expect(main(page)).toContainText(/現在の内容: 前月、現在は.* \/ 宛先毎 \/ テキストファイル/)
  await expect(page.getByLabel('保存する名前')).toHaveValue('先月のファイル')
  await expect(page.getByLabel('直近7日')).toBeChecked()
  await save(page, '空の結果')
  await expect(status(page)).toContainText('「空の結果」を保存しました。')
  await save(page, '先月のファイル')
  await page.getByLabel(/^同じ名前の検索を、この検索で置き換える/).check()
  await page.getByLabel('前日', { exact: true }).check()
  await page.getByRole('button', { name: '保存する' }).click()
  await expect(status(page)).toContainText('「先月のファイル」を、この検索で置き換えました。')

  await page.goto('/usage/saved')
  await expect(page.getByRole('listitem').filter({ hasText: '空の結果' })).toContainText(/直近7日、現在は/)
  await page.getByRole('link', { name: '先月のファイル', exact: true }).click()
  const yesterday = shortcutDays('yesterday', new Date())!.startDate
  await expect(page).toHaveURL(new RegExp(`startDate=${yesterday}&.*endDate=${yesterday}&`))
})

test('where there are as many as there may be, saving says so, keeps the name and leads to the list', async ({
  page,
}) => {
  const account = await newAccount()
  for (let at = 0; at < savedSearchesMax; at++) await saveElsewhere(account, `検索 ${at}`)
  await signInDirectly(page, account.userId)
  await page.goto(address())
  await openSaving(page)
  await save(page, '入らない検索')
  await expect(alert(page)).toContainText('保存できる検索は50件までです。')
  await expect(page.getByLabel('保存する名前')).toHaveValue('入らない検索')
  await page.getByRole('link', { name: '保存した検索の一覧' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: /検索 \d/ })).toHaveCount(savedSearchesMax)
  await page.goto('/menu')
  const links = page.getByRole('region', { name: '保存した検索' }).getByRole('listitem')
  await expect(links).toHaveText(Array.from({ length: 10 }, (_, at) => `検索 ${at}`))
})

test('of two browsers the second is told what changed, and what was deleted', async ({ page }) => {
  const account = await newAccount()
  await saveElsewhere(account, '月次')
  const shown = await saved(account, '月次')
  await signInDirectly(page, account.userId)
  await page.goto(`/usage/saved/${shown.id}/edit`)
  await withDatabase(() => renameSavedSearch(account, shown, '別の名前', source, new Date()))
  await page.getByLabel('名前').fill('私の名前')
  await page.getByRole('button', { name: '名前を変更する' }).click()
  await expect(alert(page)).toContainText('現在は「別の名前」(前月')
  await expect(page.getByLabel('名前')).toHaveValue('私の名前')
  await page.getByRole('button', { name: '名前を変更する' }).click()
  await expect(status(page)).toHaveText('名前を変更しました。')

  const renamed = await saved(account, '私の名前')
  await page.goto(`/usage/saved/${renamed.id}/edit`)
  await withDatabase(() => deleteSavedSearch(account, renamed, source, new Date()))
  await page.locator('summary', { hasText: 'この検索を削除する' }).click()
  await page.getByRole('button', { name: '削除', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('保存した検索')
  await expect(status(page)).toContainText('その検索は、画面を開いた後に削除されていました。')
})

test('where the conditions of a result are no longer kept, saving says so and keeps what was typed @js', async ({
  page,
}) => {
  const account = await newAccount()
  const filter = await withDatabase(() => keepFilter(account, { calleeStart: number }))
  await signInDirectly(page, account.userId)
  await page.goto(address({ filter }))
  await openSaving(page)
  await withDatabase(() => getPrisma().usageFilter.delete({ where: { id: filter } }))
  await page.getByLabel('直近7日').check()
  await save(page, '韓国の支社')
  await expect(alert(page)).toContainText('この結果の絞り込みの条件は、もう保存されていません。')
  await expect(page.getByLabel('保存する名前')).toHaveValue('韓国の支社')
  await expect(page.getByLabel('直近7日')).toBeChecked()
})

test('a saved search of another account, of the same contract too, is 404, and its address changes nothing @server', async ({
  page,
}) => {
  const owner = await newAccount()
  await saveElsewhere(owner, '秘密の検索')
  const { id } = await saved(owner, '秘密の検索')
  await signInDirectly(page, owner.userId)
  const run = await page.request.get(`/usage/saved/${id}`, { maxRedirects: 0 })
  expect(run.status()).toBe(307)
  expect(run.headers().location).toMatch(/^\/usage\?startDate=/)
  for (const contractNumber of ['04', '05']) {
    await signInDirectly(page, (await newAccount({ contractNumber })).userId)
    for (const place of [`/usage/saved/${id}`, `/usage/saved/${id}/edit`, '/usage/saved/x'])
      expect((await page.request.get(place)).status()).toBe(404)
    expect(await (await page.request.get('/usage/saved')).text()).not.toContain('秘密の検索')
  }
})

test('in English, by the keyboard alone @js', async ({ page }) => {
  await signInDirectly(page, (await newAccount()).userId)
  await page.goto('/usage/saved')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Saved searches')
  await expect(page).toHaveTitle(/^Saved searches \|/)
  await page.goto(address())
  await page.locator('summary', { hasText: 'Save this search' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Broadcasts')
  await page.keyboard.press('Enter')
  await expect(status(page)).toHaveText('“Broadcasts” was saved. You can run it from the service menu.')
  await expectNoSidewaysScrolling(page)
})
