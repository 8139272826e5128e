import { expect, test, type Page } from '@playwright/test'
import { newAccount } from './support/account'
import { signInDirectly } from './support/sign-in'

const region = (page: Page) => page.getByRole('region', { name: '先月と今月の日別のご利用状況' }).first()

/** There is one for each width of the screen; one of them is shown. */
const picture = (page: Page) => region(page).getByRole('group', { name: /日ごとに並べた棒グラフ/ })

const callsOf = (label: string) => /([\d,]+)件/.exec(label)![1]!

test('the menu draws the days of last month and this, once on any screen, each wide enough to press', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  await expect(picture(page)).toHaveCount(1)
  await expect(picture(page)).toHaveAccessibleName(/^先月と今月の通信料を日ごとに/)
  await expect(region(page).getByText(/^先月\(\d{4}年\d+月\): 通信料 合計[\d,]+円$/)).toBeVisible()
  await expect(page.getByText(/^\d{4}年\d+月分は\d{4}年\d\d月\d\d日まで$/)).toBeVisible()

  const days = picture(page).getByRole('link')
  const sizes = await days.evaluateAll((links) =>
    links.flatMap((link) => {
      const { width, height } = link.getBoundingClientRect()
      return [width, height]
    }),
  )
  expect(sizes.length).toBeGreaterThanOrEqual(2 * 28)
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24)
})

test('another figure and a split are one press each, and a bar leads to the records of its day', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  const choices = page.getByRole('navigation', { name: 'グラフの表示' })
  await choices.getByRole('link', { name: '送信枚数' }).click()
  await expect(page).toHaveURL(/\/menu\?measure=pages#daily-usage$/)
  await choices.getByRole('link', { name: '通信種別' }).click()
  await expect(page).toHaveURL(/\/menu\?measure=pages&split=type#daily-usage$/)
  await expect(choices.locator('[aria-current]')).toHaveText([/送信枚数/, /通信種別/])
  await expect(picture(page)).toHaveAccessibleName(/^先月と今月の送信枚数を日ごとに/)
  const kinds = region(page).getByRole('list', { name: '通信種別' }).getByRole('listitem')
  await expect(kinds.filter({ hasText: /^同報 [\d,]+枚$/ })).toHaveCount(1)
  await expect(region(page)).toBeInViewport()

  const day = picture(page).getByRole('link').first()
  const label = (await day.getAttribute('aria-label'))!
  expect(label).toMatch(/^\d{4}\/\d\d\/01 送信枚数 [\d,]+枚\([\d,]+件\): .*同報 [\d,]+枚/)
  await day.click()
  await expect(page).toHaveURL(
    /\/usage\?startDate=\d{4}-\d\d-01&startHour=0&endDate=.*-01&endHour=23&.*&by=call$/,
  )
  await expect(page.getByText(`ヒット件数: ${callsOf(label)}`)).toBeVisible()
})

test('with the keyboard the picture is one stop, arrows find a day, and Enter opens it @js @any-width', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  await region(page).getByRole('link', { name: '割引種別' }).focus()
  const focused = page.locator(':focus')
  // The sheets of the two months stand before it.
  for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Tab')
  await expect(focused).toHaveAttribute('aria-label', /^\d{4}\/\d\d\/\d\d 通信料/)
  await page.keyboard.press('ArrowLeft')
  const label = (await focused.getAttribute('aria-label'))!
  await expect(picture(page).locator('text:visible').filter({ hasText: /円$/ })).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(focused).toHaveText('グラフの数値を表で見る')
  await page.keyboard.press('Shift+Tab')
  await expect(focused).toHaveAttribute('aria-label', label)
  await page.keyboard.press('Enter')
  await expect(page.getByText(`ヒット件数: ${callsOf(label)}`)).toBeVisible()
})

test('the tables below the picture have its numbers, and a day leads to the search that finds as many', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu?split=rate')
  const tables = region(page).getByRole('table')
  await expect(tables.first()).toBeHidden()
  await region(page).getByText('グラフの数値を表で見る').click()
  await expect(tables.first()).toBeVisible()
  await expect(tables.first().getByRole('row').last()).toContainText('合計')

  const day = tables.first().getByRole('link').first()
  const label = (await day.getAttribute('aria-label'))!
  await day.click()
  await expect(page).toHaveURL(/\/usage\?startDate=\d{4}-\d\d-01&.*&by=call$/)
  await expect(page.getByText(`ヒット件数: ${callsOf(label)}`)).toBeVisible()
})

test('a customer’s picture shows its own usage, not another’s', async ({ browser }) => {
  const totals = await Promise.all(
    ['demo04', 'demo05'].map(async (userId) => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await signInDirectly(page, userId)
      await page.goto('/menu?split=type')
      const texts = await region(page).locator('figcaption li').allTextContents()
      const days = await picture(page).getByRole('link').first().getAttribute('aria-label')
      await context.close()
      return [texts, days]
    }),
  )
  expect(totals[0]![0]).not.toEqual(totals[1]![0])
  expect(totals[0]![1]).not.toBe(totals[1]![1])
})

test('the picture, its tables and how long data stays in English', async ({ page }) => {
  const { userId } = await newAccount({ contractNumber: '04' })
  await signInDirectly(page, userId)
  await page.goto('/menu?measure=calls&split=rate')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page).toHaveURL(/\/menu\?measure=calls&split=rate$/)
  await expect(page.getByText(/^[A-Z][a-z]+ \d{4} until \d{1,2} [A-Z][a-z]{2} \d{4}/)).toBeVisible()
  await page.getByText('Show the numbers of the chart as tables').click()
  await expect(page.getByRole('columnheader', { name: 'Calls' }).first()).toBeVisible()
})

test('an address that asks for no picture there is is refused, and leads back to the menu @any-width', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  for (const query of ['measure=x', 'split=area', 'split=type&split=rate'])
    expect((await page.goto(`/menu?${query}`))!.status()).toBe(400)
  await page.getByRole('main').getByRole('link', { name: 'サービスメニュー' }).click()
  await expect(page).toHaveURL(/\/menu$/)
})
