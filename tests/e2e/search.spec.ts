import { expect, test } from '@playwright/test'
import { callIdOfOneContract } from './support/account'
import { openSearch } from './support/open-search'
import { signInDirectly } from './support/sign-in'

test.beforeEach(async ({ page }) => {
  await signInDirectly(page, 'demo04')
})

const good = { startDate: '2014-07-06', startHour: '9', endDate: '2014-07-06', endHour: '9', by: 'call' }
const address = (changes: Record<string, string>) => `/usage?${new URLSearchParams({ ...good, ...changes })}`
const tomorrow = new Date(Date.now() + 33 * 3_600_000).toISOString().slice(0, 10)

const refusals: [string, string, string, string][] = [
  [
    'a day that does not exist',
    address({ startDate: '2014-02-30' }),
    '#startDate',
    '「2014-02-30」という日はありません',
  ],
  ['hour 24', address({ endHour: '24' }), '#endHour', '「24」は正しくありません'],
  ['an end before the start', address({ endHour: '8' }), '#endHour', '終了日時が開始日時より前です'],
  ['32 days', address({ endDate: '2014-08-06' }), '#endDate', '2014/08/06 08:59まで'],
  ['tomorrow', address({ startDate: tomorrow, endDate: tomorrow }), '#endDate', '前日'],
  ['a made-up kind', address({ by: 'everything' }), '#by', '「everything」は正しくありません'],
  ['a repeated parameter', `${address({})}&startHour=1`, '#startHour', '複数指定されています'],
  ['no start', '/usage?endDate=2014-07-06', '#startDate', '開始日を指定してください'],
]

for (const [what, path, field, message] of refusals) {
  test(`${what} gives the form back with a message at the field @any-width`, async ({ page }) => {
    const response = await page.goto(path)
    expect(response!.status()).toBe(200)
    const summary = page.getByRole('alert').filter({ hasText: '誤りがあります' })
    await expect(summary.locator(`a[href="${field}"]`)).toContainText(message)
    await expect(page.locator(field)).toBeVisible()
    await expect(page.getByRole('table')).toHaveCount(0)
  })
}

test('a period of 32 days is refused though each of its days exists @any-width', async ({ page }) => {
  await page.goto(address({ startDate: '2014-07-01', startHour: '0', endDate: '2014-08-01', endHour: '23' }))
  await expect(page.locator('#endDate-error')).toContainText('最大1ヶ月間')
  await expect(page.locator('#endDate')).toHaveValue('2014-08-01')
  await expect(page.locator('#endHour')).toHaveValue('23')
  await expect(page.locator('#endDate')).toHaveAttribute('aria-invalid', 'true')
})

for (const cursor of [
  'wild',
  'after-1-1-1',
  'after-99999999999-1',
  'before-0-0',
  '%00',
  `after-${'9'.repeat(40)}-1`,
]) {
  test(`a wild cursor (${cursor.slice(0, 20)}) is answered with the form and a message @any-width`, async ({
    page,
  }) => {
    const response = await page.goto(`${address({})}&cursor=${cursor}`)
    expect(response!.status()).toBe(200)
    await expect(page.getByRole('alert').filter({ hasText: 'ページの指定が正しくありません' })).toBeVisible()
    await expect(page.getByRole('button', { name: '呼毎検索' })).toBeVisible()
  })
}

test('the form finds what its address says, and its buttons choose the kind', async ({ page }) => {
  await page.goto('/usage')
  await page.getByLabel('開始日', { exact: true }).fill('2014-07-06')
  await page.getByLabel('開始時').selectOption('9')
  await page.getByLabel('終了日', { exact: true }).fill('2014-07-06')
  await page.getByLabel('終了時').selectOption('9')
  await page.getByRole('button', { name: '宛先毎検索' }).click()
  await expect(page.getByText('検索種別 宛先毎', { exact: true })).toBeVisible()
  await openSearch(page)
  await page.getByRole('button', { name: '呼毎検索' }).click()
  await expect(page.getByText('検索種別 呼毎', { exact: true })).toBeVisible()
  await openSearch(page)
  expect(new URL(page.url()).searchParams.get('startHour')).toBe('9')
  await expect(page.getByLabel('開始日', { exact: true })).toHaveValue('2014-07-06')
})

test('no usage in the period is said in words', async ({ page }) => {
  await page.goto(address({ startDate: '2013-07-06', endDate: '2013-07-06' }))
  await expect(page.getByText('ヒット件数: 0', { exact: true })).toBeVisible()
  await expect(page.getByText('この期間のご利用はありません')).toBeVisible()
})

test('1,000 records are shown at most, the last page without NEXT @any-width', async ({ page }) => {
  await page.goto(address({ startHour: '12', endHour: '19', by: 'destination' }))
  for (let shown = 50; shown < 1_000; shown += 50) {
    await page.getByRole('link', { name: 'NEXT' }).first().click()
    await expect(
      page.getByText(`${shown + 1}~${(shown + 50).toLocaleString('ja-JP')}件目を表示`).first(),
    ).toBeVisible()
  }
  await expect(page.getByRole('link', { name: 'NEXT' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'BACK' }).first()).toBeVisible()
})

for (const [way, key] of [
  ['down', 'Tab'],
  ['up', 'Shift+Tab'],
] as const)
  test(`going ${way} the rows by keyboard, no link is hidden under the headings or anything else @js`, async ({
    page,
  }) => {
    const { width } = page.viewportSize()!
    const isCompact = width < 1_024
    await page.setViewportSize({ width, height: 720 })
    await page.goto(address({ startHour: '0', endHour: '23' }))
    const links = page.getByRole('table').locator('tbody a')
    await expect(links).toHaveCount(50)
    await (way === 'down' ? links.first() : links.last()).focus()
    for (let row = 0; row < 50; row++) {
      const link = links.nth(way === 'down' ? row : 49 - row)
      await expect(link).toBeFocused()
      const isCovered = await link.evaluate((element) => {
        // A link of two lines is two rectangles.
        const points = [...element.getClientRects()].flatMap(({ left, right, top, bottom }) =>
          [left + 1, (left + right) / 2, right - 1].flatMap((x) =>
            [top + 1, bottom - 1].map((y) => document.elementFromPoint(x, y)),
          ),
        )
        return points.some((found) => found !== element)
      })
      expect([row, isCovered]).toEqual([row, false])
      await page.keyboard.press(key)
      // Between two rows there is what opens the rest of a compact one.
      if (isCompact) await page.keyboard.press(key)
    }
  })

test('another customer’s call is not found, like one that does not exist @server', async ({ page }) => {
  // Call ids are unique within a contract alone: many of 04's are 05's too, and then each sees its own.
  const theirs = await callIdOfOneContract('04', '05')
  expect((await page.goto(`/usage/calls/${theirs}`))!.status()).toBe(200)
  await page.context().clearCookies()
  await signInDirectly(page, 'demo05')
  const foreign = await page.goto(`/usage/calls/${theirs}`)
  expect(foreign!.status()).toBe(404)
  const foreignText = await page.getByRole('main').textContent()
  const missing = await page.goto('/usage/calls/123456789012345')
  expect(missing!.status()).toBe(404)
  expect(await page.getByRole('main').textContent()).toBe(foreignText)
})
