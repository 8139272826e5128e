import { expect } from '@playwright/test'
import { helpTopics } from '@/components/help/topics'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { readLocalSecret } from '@/scripts/local-secret'
import { visitEveryPage } from '@/tests/support/portal-pages'
import { withDatabase } from '../support/account'
import { signInDirectly } from '../support/sign-in'
import { errorsOf, type Walk } from './walk'

/** Each page as one first sees it, and the answers that are no page of their own. */
export const everyPage: Walk = async (page, look) => {
  const url = process.env.PORTAL_TEST_URL!
  const visits = await withDatabase(async () =>
    visitEveryPage(await readLocalSecret(process.env.PORTAL_TEST_DATA!)),
  )
  for (const { address, cookies, page: name } of visits) {
    for (const cookie of cookies ?? []) await page.context().addCookies([{ ...cookie, url }])
    await page.goto(address)
    await look(name)
    for (const cookie of cookies ?? []) await page.context().clearCookies({ name: cookie.name })
  }
}

/** The chapters of the help, and what stands where there is no page or no answer. */
export const readingAlone: Walk = async (page, look) => {
  for (const { slug } of helpTopics) {
    await page.goto(paths.help(slug))
    await look(slug)
  }
  for (const words of ['broadcast 同報', 'zzzz', '長'.repeat(1_000)]) {
    await page.goto(paths.helpSearch({ q: words }))
    await look(`help on ${words.slice(0, 20)}`)
  }
  for (const [address, status] of [
    ['/nothing', 404],
    [paths.help('nothing'), 404],
    ['/help/ja/nothing.webp', 404],
    ['/%', 400],
  ] as const) {
    const answer = await page.goto(address)
    expect(answer!.status(), address).toBe(status)
    await look(address)
  }
  await signInDirectly(page, 'demo05')
  await page.goto('/nothing')
  await look('not found, signed in')
  const noFile = await page.goto(filePaths.exportZip('nothing'))
  expect(noFile!.status()).toBe(404)
  await look('no such file')
  await page.goto('/menu?measure=x')
  await look('refused')
  await page.goto('/account/activity?from=2026-02-30&to=9999-12-31&kind=toString')
  await errorsOf(page).waitFor()
  await look('activity refused')
}
