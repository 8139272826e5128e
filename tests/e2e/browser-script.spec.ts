import { expect, test, type Page } from '@playwright/test'
import { signIn } from './support/sign-in'

/** What a script sends is the same on every screen, with and without scripts. */
test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || isMobile === true)

/** Words that stand in the built script of what has no business in a browser. */
const strangers = {
  zod: /ZodError|invalid_union/,
  'date-fns': /constructDateFrom|unescaped latin alphabet/,
  SQL: /called_at|contract_number|AT TIME ZONE/,
}

/** The script that a page names in its HTML. */
async function scriptOf(page: Page, address: string): Promise<string> {
  const answer = await page.request.get(address)
  expect(answer.status()).toBe(200)
  const sources = [...(await answer.text()).matchAll(/<script[^>]* src="([^"]+)"/g)].map(
    ([, source]) => source!,
  )
  expect(sources.length).toBeGreaterThan(0)
  const scripts = await Promise.all(sources.map(async (source) => (await page.request.get(source)).text()))
  return scripts.join('\n')
}

test('no page sends zod, date-fns or SQL to a browser', async ({ page }) => {
  const signedOut = await scriptOf(page, '/login')
  await signIn(page, 'demo04')
  const day = 'startDate=2014-07-06&endDate=2014-07-06'
  const scripts: Record<string, string> = { '/login': signedOut }
  for (const address of [
    '/menu',
    `/usage?${day}`,
    `/usage?${day}&output=csv`,
    '/exports',
    '/account/activity',
  ])
    scripts[address] = await scriptOf(page, address)
  for (const [address, script] of Object.entries(scripts))
    for (const [name, words] of Object.entries(strangers))
      expect(words.exec(script)?.[0], `${name} in the script of ${address}`).toBeUndefined()
})
