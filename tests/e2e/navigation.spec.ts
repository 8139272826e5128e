import { expect, test, type Page } from '@playwright/test'
import { newAccount } from './support/account'
import { signInDirectly } from './support/sign-in'

const places = [
  ['/usage', '利用状況検索'],
  ['/statements', '月次明細'],
  ['/exports', '利用状況ファイル作成ご確認'],
  ['/numbers', '番号の名称'],
  ['/account/password', 'お客様認証パスワード更新'],
  ['/account/activity', 'ご利用履歴'],
  ['/help', 'ヘルプ'],
] as const

const bar = (page: Page) => page.getByRole('navigation', { name: 'サービス内の移動' })
const isPhone = (page: Page) => page.viewportSize()!.width < 1_024

/** On a phone the bar is folded until it is opened. */
async function openBar(page: Page): Promise<void> {
  if (!isPhone(page)) return
  await expect(bar(page).getByRole('link')).toHaveCount(0)
  await bar(page).getByText('メニュー', { exact: true }).click()
}

test('every page behind the sign-in leads to every place, marks the present one, and back to the menu', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  await openBar(page)
  await expect(bar(page).getByRole('link')).toHaveText([
    'サービスメニュー',
    ...places.map(([, name]) => name),
  ])
  await expect(bar(page).getByRole('link', { name: 'サービスメニュー' })).toHaveAttribute(
    'aria-current',
    'page',
  )
  if (isPhone(page)) await bar(page).getByText('メニュー', { exact: true }).click()

  for (const [address, name] of places) {
    await openBar(page)
    await bar(page).getByRole('link', { name, exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`${address}$`))
    await openBar(page)
    await expect(bar(page).locator('[aria-current]')).toHaveText([name])
    await expect(bar(page).getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page')
    await bar(page).getByRole('link', { name: 'サービスメニューに戻る' }).click()
    await expect(page).toHaveURL(/\/menu$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('サービスメニュー')
  }
})

test('a page below a place marks that place, and one that does not exist none', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/help/usage')
  await openBar(page)
  await expect(bar(page).locator('[aria-current]')).toHaveText(['ヘルプ'])
  await page.goto('/nothing')
  await openBar(page)
  await expect(bar(page).locator('[aria-current]')).toHaveCount(0)
  await expect(bar(page).getByRole('link', { name: 'サービスメニューに戻る' })).toBeVisible()
})

test('the address is a place of accounts with 多要素認証 alone, and the bar is one line at 1280', async ({
  page,
}) => {
  const { userId } = await newAccount({ multiFactor: true })
  await signInDirectly(page, userId)
  await page.goto('/account/email')
  await openBar(page)
  await expect(bar(page).locator('[aria-current=page]')).toHaveText([
    '第二認証パスワード送付用メールアドレス変更',
  ])
  if (isPhone(page)) return
  for (const [locale, button] of [
    ['ja', 'English'],
    ['en', '日本語'],
  ]) {
    await expect(page.locator('html')).toHaveAttribute('lang', locale!)
    const boxes = await page
      .getByRole('banner')
      .locator('nav')
      .locator('a, button')
      .evaluateAll((nodes) =>
        nodes.map((node) => node.getBoundingClientRect()).map(({ y, height }) => y + height / 2),
      )
    expect(Math.max(...boxes) - Math.min(...boxes)).toBeLessThan(12)
    expect((await page.getByRole('banner').boundingBox())!.height).toBeLessThan(110)
    await page.getByRole('button', { name: button }).click()
  }
})

test('the way out is in view without opening anything', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/menu')
  await expect(bar(page).getByRole('button', { name: 'ログアウト' })).toBeInViewport()
})

test('the keyboard opens the folded bar and reaches its places', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signInDirectly(page, 'demo04')
  await page.goto('/usage')
  await bar(page).getByText('メニュー', { exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(bar(page).getByRole('link', { name: 'サービスメニューに戻る' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/menu$/)
  await expect(bar(page).getByRole('link')).toHaveCount(0)
})

test('there is no bar where nobody is signed in, and none on paper', async ({ page }) => {
  for (const address of ['/login', '/help', '/logged-out', '/nothing']) {
    await page.goto(address)
    await expect(bar(page)).toHaveCount(0)
  }
  await signInDirectly(page, 'demo04')
  await page.goto('/usage')
  await page.emulateMedia({ media: 'print' })
  await expect(bar(page).getByRole('link')).toHaveCount(0)
  await expect(page.getByRole('banner').getByRole('button')).toHaveCount(0)
})
