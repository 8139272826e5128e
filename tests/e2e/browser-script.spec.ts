import { expect, test, type Page } from '@playwright/test'
import { readLocalSecret } from '@/scripts/local-secret'
import { weighPage, type PageWeight } from '@/tests/support/page-weight'
import { visitEveryPage, type PageVisit } from '@/tests/support/portal-pages'
import { isWithinLimit } from '@/tests/support/weight-limits'
import { withDatabase } from './support/account'
import { isCluster } from './support/is-cluster'

/** Words that stand in the built script of what has no business in a browser. */
const strangers = {
  zod: /ZodError|invalid_union/,
  'date-fns': /constructDateFrom|unescaped latin alphabet/,
  bowser: /BROWSER_MAP|Opera Coast/,
  'the list of common passwords': /letmein|iloveyou/,
  SQL: /called_at|contract_number|AT TIME ZONE/,
}

const atOnce = 4

/** What each page, and the search for a file besides, loads in a browser. */
async function weighAll(page: Page): Promise<PageWeight[]> {
  const visits = await withDatabase(async () =>
    visitEveryPage(await readLocalSecret(process.env.PORTAL_TEST_DATA!)),
  )
  const search = visits.find((visit) => visit.page === '/usage')!
  const file = { ...search, address: search.address.replace('output=screen', 'output=csv') }
  const waiting = [...visits, file].values()
  const weights: PageWeight[] = []
  const weighNext = async (each: Iterable<PageVisit>) => {
    for (const visit of each)
      weights.push(await weighPage(page.context().browser()!, process.env.PORTAL_TEST_URL!, visit))
  }
  await Promise.all(Array.from({ length: atOnce }, () => weighNext(waiting)))
  return weights
}

test('no page sends more script than it may, nor zod, date-fns, SQL or other things of the server @server', async ({
  page,
}) => {
  test.skip(isCluster, 'nginx sends the same in more pieces, each with its length')
  const weights = await weighAll(page)
  expect(weights.filter((weight) => !isWithinLimit(weight))).toEqual([])
  const sources = new Set(weights.flatMap(({ scripts }) => scripts))
  expect(sources.size).toBeGreaterThan(10)
  for (const source of sources) {
    const script = await (await page.request.get(source)).text()
    for (const [name, words] of Object.entries(strangers))
      expect(words.exec(script)?.[0], `${name} in ${source}`).toBeUndefined()
  }
})
