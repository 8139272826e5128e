import { expect, test, type Page } from '@playwright/test'
import { signInDirectly } from './support/sign-in'

const topics = [
  ['introduction', '第1章 利用状況ご確認サービスのご紹介'],
  ['overview', '第2章 操作概要'],
  ['usage', '第3章 利用状況の確認方法'],
  ['statements', 'ご利用明細(月次)の確認方法'],
  ['numbers', '番号に名称を付ける方法'],
  ['password', '第4章 ログインパスワード更新'],
  ['email', '第5章 第二認証パスワード送付用メールアドレス変更'],
  ['password-rules', 'パスワードの規則'],
  ['columns', '項目の説明'],
  ['csv', 'CSVファイルとExcelファイルの形式'],
  ['limits', '制限値'],
  ['contact', 'お問い合わせ'],
] as const

/** Where the page is wider than the screen, one would have to move it to read each line. */
async function expectNoSidewaysScrolling(page: Page) {
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(content).toBeLessThanOrEqual(screen!)
}

test('who cannot sign in finds the help, and whom to call', async ({ page }) => {
  await page.goto('/login')
  await page.getByRole('banner').getByRole('link', { name: 'ヘルプ' }).click()
  await expect(page).toHaveURL(/\/help$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ヘルプ')
  const centre = page.getByRole('region', { name: 'お問い合わせ' })
  await expect(centre).toContainText('BizFAXサービスセンター')
  await expect(centre.getByRole('link')).toHaveAttribute('href', 'tel:0120161011')
  await expect(centre).toContainText('9:00~17:00')
  for (const [, title] of topics)
    await expect(page.getByRole('main').getByRole('link', { name: title })).toBeVisible()
  await expectNoSidewaysScrolling(page)
})

for (const [slug, title] of topics) {
  test(`the help page ${slug} is read without signing in, on any screen`, async ({ page }) => {
    const response = await page.goto(`/help/${slug}`)
    expect(response!.status()).toBe(200)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page).toHaveTitle(`${title} | ヘルプ | BizFAX スマートキャスト 利用状況ご確認サービス`)
    await expectNoSidewaysScrolling(page)

    const contents = page.getByRole('navigation', { name: 'このページの内容' })
    const last = contents.getByRole('link').last()
    const section = (await last.textContent())!
    await last.click()
    await expect(page.getByRole('heading', { level: 2, name: section })).toBeInViewport()
  })
}

test('the guide can be read from its first page to the last', async ({ page }) => {
  await page.goto('/help/introduction')
  for (const [slug, title] of topics.slice(1)) {
    await page.getByRole('link', { name: `次へ: ${title}` }).click()
    await expect(page).toHaveURL(new RegExp(`/help/${slug}$`))
  }
  await expect(page.getByRole('link', { name: /^次へ/ })).toHaveCount(0)
})

test('who is signed in opens the help from the menu, stays signed in, and is led to what it tells of', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  await page.getByRole('main').getByRole('link', { name: 'ヘルプ', exact: true }).click()
  await expect(page).toHaveURL(/\/help$/)
  await expect(page.getByRole('banner')).toContainText('ユーザID demo04')
  await page.getByRole('link', { name: '第3章 利用状況の確認方法' }).click()
  await page.getByRole('main').getByRole('link', { name: '利用状況検索' }).click()
  await expect(page).toHaveURL(/\/usage$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('利用状況検索')
})

for (const [address, place, section] of [
  ['/login', '/help/usage#login', 'ログインする'],
  ['/usage', '/help/usage#conditions', '検索条件を設定する'],
  ['/exports', '/help/usage#bulk', '大量データをダウンロードしたい'],
  ['/nothing', '/help', 'ヘルプ'],
] as const)
  test(`${address} leads to its own place in the help`, async ({ page }) => {
    if (address !== '/login') await signInDirectly(page, 'demo04')
    await page.goto(address)
    await page.getByRole('link', { name: 'このページのヘルプ' }).click()
    await expect(page).toHaveURL(new RegExp(`${place}$`))
    await expect(page.getByRole('heading', { name: section, exact: true })).toBeInViewport()
    await expect(page.getByRole('link', { name: 'このページのヘルプ' })).toHaveCount(0)
  })

test('a link of the help into the portal comes back after signing in', async ({ page }) => {
  await page.goto('/help/usage')
  await page.getByRole('main').getByRole('link', { name: '利用状況検索' }).click()
  await expect(page).toHaveURL(/\/login\?next=%2Fusage$/)
})

test('the help in English has the columns of files in Japanese beside its own words', async ({ page }) => {
  await page.goto('/help/columns')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What the columns mean')
  const table = page.getByRole('table', { name: 'Search by call' })
  await expect(table.getByRole('rowheader').first()).toHaveText('Called at発信日時')
  await expectNoSidewaysScrolling(page)
})

test('a help page that does not exist is not found', async ({ page }) => {
  const response = await page.goto('/help/..%2Fmenu')
  expect(response!.status()).toBe(404)
  const unknown = await page.goto('/help/nothing')
  expect(unknown!.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ページが見つかりません')
})
