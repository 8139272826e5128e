import { expect, test } from '@playwright/test'
import { getPrisma } from '@/lib/db/prisma'
import { locales } from '@/lib/i18n/locale'
import { saveSearch } from '@/lib/usage/save-search'
import { newAccount, withDatabase } from './support/account'
import { chooseLanguage } from './support/choose-language'
import { holdExport } from './support/exports'
import { expectNoSidewaysScrolling } from './support/page-widths'
import { signInDirectly } from './support/sign-in'

const result = (changes: Record<string, string> = {}) =>
  `/usage?${new URLSearchParams({
    ...{ startDate: '2014-07-06', startHour: '0', endDate: '2014-07-06', endHour: '23' },
    ...{ output: 'screen', by: 'call' },
    ...changes,
  })}`

/** One page each with what it is named after, of every look there is: forms, results, lists, texts, refusals. */
const addresses = [
  ...[
    '/menu',
    '/menu?measure=calls&split=type',
    '/usage',
    '/usage/saved',
    '/exports',
    '/exports/accepted',
    '/exports/monthly',
  ],
  ...[result(), result({ by: 'destination' }), result({ output: 'csv' }), result({ output: 'bulk' })],
  ...[result({ startHour: '1', endHour: '2' }), result({ endHour: '24' })],
  ...['/statements', '/statements/alert', '/statements/2014-07', '/statements/2014-13', '/nothing'],
  ...['/numbers', '/numbers/new', '/numbers/import', '/account/activity', '/account/sessions'],
  ...['/account/password', '/account/tokens'],
  ...[
    '/account/email',
    '/account/other',
    '/help',
    '/help/usage',
    '/help/columns',
    '/help/csv',
    '/help/limits',
    '/help/systems',
  ],
]
const addressesOutside = ['/login', '/logged-out', '/dev/outbox']

/** An account whose every text is as long as it may be, with a set that waits. */
async function longNamedAccount() {
  const account = await newAccount({ multiFactor: true })
  const userId = account.userId.padEnd(64, 'x')
  await withDatabase(async () => {
    await getPrisma().account.update({ where: { id: account.accountId }, data: { userId } })
    const search = { by: 'call', output: 'screen', period: 'lastMonth' } as const
    const source = { address: null, userAgent: null }
    await saveSearch(account, 'W'.repeat(40), search, undefined, source, new Date())
  })
  return { ...account, userId, set: await holdExport(account) }
}

for (const locale of locales)
  test(`no page in ${locale} is wider than the smallest screen, and the title of each says which it is @any-width`, async ({
    page,
  }) => {
    const { userId, set } = await longNamedAccount()
    await chooseLanguage(page, locale)
    const titles = new Map<string, string[]>()
    const look = async (address: string) => {
      await page.goto(address)
      // Of a phone too: words that would be broken on the smallest screen are whole there.
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 640 })
        await expectNoSidewaysScrolling(page, `${address} at ${width}`)
      }
      await expect(page.locator('title:not(svg title)')).toHaveCount(1)
      await expect(page).toHaveTitle(/^[^|]+ \| (.+ \| )?BizFAX /)
      const title = await page.title()
      titles.set(title, [...(titles.get(title) ?? []), address])
    }
    for (const address of addressesOutside) await look(address)
    await signInDirectly(page, userId)
    for (const address of addresses) await look(address)
    await set.release()

    const shared = [...titles.values()].filter((same) => same.length > 1)
    expect(shared).toEqual([
      ['/menu', '/menu?measure=calls&split=type'],
      ['/statements/2014-13', '/nothing'],
    ])
  })

test('the title of a result says what was searched and which of its records are shown', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto(result())
  const service = '利用状況検索 | BizFAX スマートキャスト 利用状況ご確認サービス'
  await expect(page).toHaveTitle(`2014/07/06 0時~2014/07/06 23時 呼毎 | ${service}`)
  await page.getByRole('link', { name: 'NEXT' }).first().click()
  await expect(page).toHaveTitle(`2014/07/06 0時~2014/07/06 23時 呼毎 51~100件目を表示 | ${service}`)
  await page.goto(result({ endHour: '24' }))
  await expect(page).toHaveTitle(`エラー: ${service}`)
})

test('dark where the browser prefers it, but never on paper @any-width', async ({ page }) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/menu')
  const colours = () =>
    page.evaluate(() => {
      const { backgroundColor, color, colorScheme } = getComputedStyle(document.body)
      return { ground: backgroundColor, text: color, scheme: colorScheme }
    })
  const light = { ground: 'rgb(255, 255, 255)', text: 'rgb(51, 51, 51)', scheme: 'light dark' }
  expect(await colours()).toEqual(light)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await colours()).toEqual({
    ground: 'rgb(26, 26, 26)',
    text: 'rgb(242, 242, 242)',
    scheme: 'light dark',
  })
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
  expect(await colours()).toEqual({ ...light, scheme: 'light' })
})

test('in colours of the reader’s own choice the present place, the chosen picture and its bars stand out @any-width', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await signInDirectly(page, 'demo04')
  await page.goto('/menu?split=type')
  const [canvas, text] = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('p'))
    return ['Canvas', 'CanvasText'].map((colour) => {
      probe.style.color = colour
      return getComputedStyle(probe).color
    })
  })
  const edges = page
    .getByRole('navigation', { name: 'サービス内の移動' })
    .getByRole('listitem')
    .getByRole('link')
  const colours = await edges.evaluateAll((links) =>
    links.map((link) => [link.ariaCurrent, getComputedStyle(link).borderBottomColor] as const),
  )
  expect(colours.filter(([, colour]) => colour !== canvas).map(([current]) => current)).toEqual(['page'])
  const part = page.locator('figure svg rect[fill^="url"]').last()
  await expect(part).toHaveCSS('stroke', text!)
  await expect(page.locator('pattern path').nth(2)).toHaveCSS('fill', canvas!)
  await expect(page.locator('pattern path').nth(3)).toHaveCSS('fill', text!)
})

test('icons are there for who is not signed in @server', async ({ page, request }) => {
  await page.goto('/login')
  for (const [rel, type] of [
    ['icon', 'image/svg+xml'],
    ['apple-touch-icon', 'image/png'],
  ]) {
    const address = await page.locator(`link[rel="${rel}"]`).getAttribute('href')
    const response = await request.get(address!, { maxRedirects: 0 })
    expect([response.status(), response.headers()['content-type']]).toEqual([200, type])
  }
})
