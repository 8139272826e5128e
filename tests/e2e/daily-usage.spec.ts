import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import { signInDirectly } from './support/sign-in'

test('the menu draws the days of last month and this, once on any screen', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  const region = page.getByRole('region', { name: '先月と今月の日別のご利用状況' })
  const picture = region.getByRole('img', { name: /^先月と今月の通信料を日ごとに並べた棒グラフ/ })
  await expect(picture).toHaveCount(1)
  await expect(picture).toBeVisible()
  await expect(region.getByText(/^先月\(\d{4}年\d+月\): 通信料 合計[\d,]+円$/)).toBeVisible()

  // Letters as large on a phone as on a desk: a picture that shrinks takes its letters with it.
  const letters = await picture
    .locator('text')
    .evaluateAll((texts) =>
      texts.map(
        (text) => parseFloat(getComputedStyle(text).fontSize) * (text as SVGTextElement).getScreenCTM()!.a,
      ),
    )
  expect(Math.min(...letters)).toBeGreaterThan(11)
  await expectAccessible(page)
})

test('the table beside the picture has its numbers, and a day leads to the search that finds as many', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  const region = page.getByRole('region', { name: '先月と今月の日別のご利用状況' }).first()
  await expect(region.getByRole('table')).toBeHidden()
  await region.getByText('グラフの数値を表で見る').click()
  await expect(region.getByRole('table')).toBeVisible()
  await expectAccessible(page)

  const day = region.getByRole('table').getByRole('link').first()
  const calls = (await day.textContent())!
  await day.click()
  await expect(page).toHaveURL(/\/usage\?startDate=\d{4}-\d\d-01&.*&by=call$/)
  await expect(page.getByText(`ヒット件数: ${calls}`)).toBeVisible()
})

test('a customer’s picture shows its own usage, not another’s', async ({ browser }) => {
  const totals = await Promise.all(
    ['demo04', 'demo05'].map(async (userId) => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await signInDirectly(page, userId)
      await page.goto('/menu')
      const total = await page.getByText(/^先月\(/).textContent()
      await context.close()
      return total
    }),
  )
  expect(totals[0]).not.toBe(totals[1])
})
