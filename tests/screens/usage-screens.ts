import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import type { UsageKind, UsageOutput } from '@/lib/usage/search'
import { content, open, openLive, type Screen } from './screen'

const manualDay = '2014-07-06'

/** A search of the manual. */
const search = (by: UsageKind, output: UsageOutput, startHour: number, endHour: number) =>
  paths.usage({
    startDate: manualDay,
    startHour: String(startHour),
    endDate: manualDay,
    endHour: String(endHour),
    output,
    by,
  })

/** Searching, and the files of a search. */
export const usageScreens: Screen[] = [
  {
    name: 'search-form',
    as: 'demo04',
    async show(page) {
      await openLive(page, paths.usage())
      for (const end of ['start', 'end']) {
        await page.locator(`[name=${end}Date]`).fill(manualDay)
        await page.locator(`[name=${end}Hour]`).selectOption(end === 'start' ? '0' : '23')
      }
      // What the day comes to, once the page has asked.
      await page.getByText('19,559').first().waitFor()
      return page.locator('main form')
    },
  },
  {
    name: 'result-by-call',
    as: 'demo04',
    show: (page) => open(page, search('call', 'screen', 0, 23)),
    heightMax: 620,
  },
  {
    name: 'result-by-destination',
    as: 'demo04',
    show: (page) => open(page, search('destination', 'screen', 12, 19)),
    heightMax: 620,
  },
  {
    name: 'destinations-of-call',
    as: 'demo04',
    async show(page) {
      await page.goto(search('call', 'screen', 10, 10))
      await page.locator('tr:has-text("10:40:26") a').first().click()
      await page.waitForURL(/calls/)
      return content(page)
    },
    heightMax: 620,
  },
  {
    name: 'narrowing',
    as: 'demo04',
    show: (page) => unfoldBesideResult(page, 'callerStart'),
  },
  {
    name: 'save-search',
    as: 'demo04',
    show: (page) => unfoldBesideResult(page, 'name'),
  },
  {
    name: 'file-form',
    as: 'demo04',
    async show(page) {
      await page.goto(search('destination', 'csv', 12, 19))
      return answer(page)
    },
  },
  {
    name: 'bulk-request',
    as: 'mfa04',
    async show(page) {
      await page.goto(search('destination', 'bulk', 0, 23))
      return answer(page)
    },
  },
  {
    name: 'bulk-accepted',
    as: 'demo04',
    async show(page) {
      const shown = await open(page, paths.exportAccepted())
      // What was done takes the focus, which is taken away from it again: else it may come in between.
      await page.locator('[role=status]:focus').waitFor()
      return shown
    },
  },
  {
    name: 'bulk-replace',
    as: 'demo04',
    async show(page) {
      await page.goto(search('destination', 'bulk', 0, 23))
      return page.locator('main form', { has: page.locator('[name=encoding]') })
    },
  },
  { name: 'bulk-files', as: 'demo04', show: (page) => open(page, paths.exports()), heightMax: 560 },
]

/** A form that is folded beside a result. @param field the name of one that it has. */
async function unfoldBesideResult(page: Page, field: string) {
  await page.goto(search('call', 'screen', 0, 23))
  const form = page.locator('details', { has: page.locator(`[name=${field}]`) })
  await form.locator('summary').click()
  return form
}

/** What a search found, with the form of its file. */
function answer(page: Page) {
  return page.locator('main section', { has: page.locator('[name=encoding]') }).first()
}
