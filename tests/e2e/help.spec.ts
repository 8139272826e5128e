import { expect, test } from '@playwright/test'
import { expectNoSidewaysScrolling } from './support/page-widths'
import { signInDirectly } from './support/sign-in'

const topics = [
  ['start', 'はじめての方へ'],
  ['introduction', '第1章 利用状況ご確認サービスのご紹介'],
  ['overview', '第2章 操作概要'],
  ['usage', '第3章 利用状況の確認方法'],
  ['statements', 'ご利用明細(月次)の確認方法'],
  ['numbers', '番号に名称を付ける方法'],
  ['password', '第4章 ログインパスワード更新'],
  ['email', '第5章 第二認証パスワード送付用メールアドレス変更'],
  ['accounting', '経理の方へ'],
  ['systems', 'システムご担当の方へ'],
  ['api', 'プログラムからの利用(API)'],
  ['password-rules', 'パスワードの規則'],
  ['columns', '項目の説明'],
  ['csv', 'CSVファイルとExcelファイルの形式'],
  ['limits', '制限値'],
  ['contact', 'お問い合わせ'],
] as const

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
  await page.goto('/help/start')
  for (const [slug, title] of topics.slice(1)) {
    await page.getByRole('link', { name: `次へ: ${title}` }).click()
    await expect(page).toHaveURL(new RegExp(`/help/${slug}$`))
  }
  await expect(page.getByRole('link', { name: /^次へ/ })).toHaveCount(0)
})

test('a user opens the help from the menu, stays signed in, and is led to the pages that it explains', async ({
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

test('the help is searched by one field, and a result leads to its section', async ({ page }) => {
  await page.goto('/help')
  await page.getByLabel('ヘルプの中を検索').fill('ﾛｸﾞｱｳﾄ')
  await page.getByRole('search').getByRole('button', { name: '検索' }).click()
  await expect(page).toHaveURL(/\/help\?q=/)
  await expect(page.getByRole('heading', { level: 2 })).toContainText('「ﾛｸﾞｱｳﾄ」に関する説明')
  const hits = page.getByRole('main').getByRole('listitem')
  await expect(hits.first().locator('mark').first()).toHaveText('ログアウト')
  await expectNoSidewaysScrolling(page)
  await hits.getByRole('link', { name: '自動ログアウト' }).click()
  await expect(page.getByRole('heading', { name: '自動ログアウト' })).toBeInViewport()
})

test('what the help does not know, or is too long, is answered with what to do', async ({ page }) => {
  await page.goto('/help?q=zzzz')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(
    '「zzzz」に関する説明は見つかりませんでした',
  )
  await expect(page.getByRole('main')).toContainText('別の言葉や短い言葉で検索してください')
  await expect(page.getByRole('region', { name: 'お問い合わせ' })).toContainText('0120-161011')
  const answer = await page.goto(`/help?q=${'長'.repeat(1_000)}`)
  expect(answer!.status()).toBe(400)
  await expect(page.getByRole('alert').filter({ hasText: '100文字以内' })).toBeVisible()
  await expectNoSidewaysScrolling(page)
})

test('a picture comes without a session, is kept for a day, and leaves the page where it is @server', async ({
  page,
  request,
}) => {
  await page.goto('/help/usage')
  const pictures = page.getByRole('main').getByRole('img')
  const addresses = await pictures.evaluateAll((images) => images.map((image) => image.getAttribute('src')!))
  expect(addresses).toContainEqual(expect.stringMatching(/^\/help\/ja\/search-form\.webp\?v=[0-9a-f]{8}$/))
  const picture = await request.get(addresses[0]!)
  expect(picture.headers()).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=86400',
  })
  await pictures.first().scrollIntoViewIfNeeded()
  await expect(async () => {
    expect(
      await pictures.first().evaluate((image) => (image as HTMLImageElement).naturalWidth),
    ).toBeGreaterThan(0)
  }).toPass()
  const [width, height] = await pictures
    .first()
    .evaluate((image) => [image.getAttribute('width'), image.getAttribute('height')].map(Number))
  const box = (await pictures.first().boundingBox())!
  expect(box.height / box.width).toBeCloseTo(height! / width!, 1)
  const unknown = await page.goto('/help/ja/nothing.webp')
  expect(unknown!.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ページが見つかりません')
  // Its policy lets its styles in.
  expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0)
})

test('a help page that does not exist is not found', async ({ page }) => {
  const response = await page.goto('/help/..%2Fmenu')
  expect(response!.status()).toBe(404)
  const unknown = await page.goto('/help/nothing')
  expect(unknown!.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ページが見つかりません')
})
