import { expect, test, type Locator, type Page } from '@playwright/test'
import { locales } from '@/lib/i18n/locale'
import { chooseLanguage } from './support/choose-language'
import { openSearch, searchLine } from './support/open-search'
import { signInDirectly } from './support/sign-in'

const address = (changes: Record<string, string>) =>
  `/usage?${new URLSearchParams({
    ...{ startDate: '2014-07-06', startHour: '0', endDate: '2014-07-06', endHour: '23', output: 'screen' },
    ...changes,
  })}`

test.beforeEach(async ({ page }) => {
  await signInDirectly(page, 'demo04')
})

async function expectWithinScreen(page: Page, what: Locator) {
  const { width, height } = page.viewportSize()!
  const box = (await what.boundingBox())!
  expect(box.y).toBeGreaterThanOrEqual(0)
  expect(box.y + box.height).toBeLessThanOrEqual(height)
  expect(box.x + box.width).toBeLessThanOrEqual(width)
}

for (const by of ['call', 'destination'])
  for (const locale of locales)
    test(`a search by ${by} in ${locale} shows its first rows, or hits and totals, without scrolling @any-width`, async ({
      page,
    }) => {
      await chooseLanguage(page, locale)
      await page.setViewportSize({ width: 1280, height: 720 })
      await page.goto(address({ by }))
      for (const row of [0, 1, 2]) await expectWithinScreen(page, page.locator('tbody tr').nth(row))
      await page.setViewportSize({ width: 390, height: 844 })
      await expectWithinScreen(page, page.getByText(/^(ヒット件数|Records found): /))
      await expectWithinScreen(page, page.getByRole('region', { name: /^(合計|Totals)$/ }))
    })

test('after a search its form is one line that says what was asked, and opens by one press', async ({
  page,
}) => {
  const form = page.getByRole('form', { name: '検索条件' })
  await page.goto('/usage')
  await expect(form).toBeVisible()
  await expect(searchLine(page)).toHaveCount(0)

  await page.goto(address({ by: 'destination', output: 'csv' }))
  await expect(form).toBeHidden()
  await expect(searchLine(page)).toHaveText(
    /^検索条件 2014\/07\/06 0時~2014\/07\/06 23時 宛先毎 テキストファイル 変更$/,
  )
  await openSearch(page)
  await expect(form).toBeVisible()
  await expect(page.getByLabel('開始日', { exact: true })).toHaveValue('2014-07-06')
})

test('the keyboard opens the folded form and goes on into it', async ({ page }) => {
  await page.goto(address({ by: 'call' }))
  await searchLine(page).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '前日', exact: true })).toBeFocused()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  const row = (page: Page) => page.locator('tbody tr').nth(1)
  /** The labels of the cells that are seen. */
  const seen = (page: Page) =>
    row(page)
      .locator('td')
      .evaluateAll((cells) =>
        cells
          .filter((cell) => cell.getBoundingClientRect().width > 1)
          .map((cell) => (cell as HTMLElement).dataset.label),
      )
  const all = [
    ...['発信日時', '通信種別', '発信番号', '着信番号', '対地名', '宛先数'],
    ...['受付枚数', '送信枚数', '課金枚数', '割引種別', '通信料(円)'],
  ]

  test('a row shows what matters, the rest a press away, and leads to its destinations', async ({ page }) => {
    await page.goto(address({ by: 'call' }))
    expect(await seen(page)).toEqual(['発信日時', '着信番号', '送信枚数', '通信料(円)'])
    await row(page).locator('summary').click()
    expect(await seen(page)).toEqual(all)
    await row(page).locator('summary').press('Enter')
    expect(await seen(page)).toHaveLength(4)
    await row(page).getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('呼指定宛先毎検索')
  })

  test('who listens to the table has each value of a folded row under its heading', async ({ page }) => {
    await page.goto(address({ by: 'call' }))
    await expect(page.getByRole('columnheader')).toHaveText(all)
    await expect(row(page).getByRole('cell')).toHaveText([
      ...[
        '2014/07/06 09:54:13',
        'F網取出',
        '002本社 受発注システム(営業部)',
        '001本社 総務課 複合機(総務部)',
      ],
      ...['MAIL', '1', '1', '1', '1', '土日祝', '19'],
    ])
  })

  test('paper has the table, with nothing to press', async ({ page }) => {
    await page.goto(address({ by: 'destination' }))
    await page.emulateMedia({ media: 'print' })
    await expect(row(page)).toHaveCSS('display', 'table-row')
    await expect(row(page).locator('summary')).toBeHidden()
    await expect(searchLine(page)).toBeHidden()
  })
})
