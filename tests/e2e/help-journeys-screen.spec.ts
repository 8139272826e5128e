import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { namedParts } from '@/tests/support/help-labels'
import { follow, readSteps } from './support/help-steps'
import { expectHits, expectRange, journey, openMenuAnew, setPeriod } from './support/journey'

// The manual's chapter 3, Webブラウザ表示で確認したい, by the help alone: by call, by destination, and the destinations of
// one call; one page and several. Then what the portal adds to a result.

journey('a result by call and one by destination are searched and paged', '@any-width', async (at) => {
  const { page } = at
  await openMenuAnew(page)
  const [select, kind, , pages] = await readSteps(page, 'usage#screen')
  const [next, back] = namedParts(pages!)
  const way = (label: string) => page.getByRole('link', { name: label, exact: true })

  await setPeriod(page, 9, 9)
  await follow(page, [select!, kind!])
  await expectHits(at, '1')
  await expect(way(next!)).toHaveCount(0)

  await setPeriod(page)
  await follow(page, [select!, kind!])
  await expectHits(at, '127')
  await expect(way(back!)).toHaveCount(0)
  await way(next!).first().click()
  await expectRange(at, 51, 100)
  await way(next!).first().click()
  await expectRange(at, 101, 127)
  await expect(way(next!)).toHaveCount(0)
  await way(back!).first().click()
  await expectRange(at, 51, 100)

  await setPeriod(page, 12, 19)
  await follow(page, [select!, kind!], [], 1)
  await expectHits(at, '9,518')
  // There, and back from where there is a way back.
  await follow(page, [pages!])
  await expectRange(at, 1, 50)
})

journey(
  'a call of a result leads to its destinations, their pages and their file',
  '@any-width',
  async (at) => {
    const { page } = at
    await openMenuAnew(page)
    await setPeriod(page)
    const [search, , pages, file, back] = await readSteps(page, 'usage#ofCall')
    await follow(page, [search!])
    await expectHits(at, '127')
    await page.getByRole('table').getByRole('link').filter({ hasText: '10:54:20' }).click()
    await expectHits(at, '10,000')
    await follow(page, [pages!])
    await expectRange(at, 1, 50)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      follow(page, [file!], ['CSV', 'UTF-8']),
    ])
    expect(download.suggestedFilename()).toMatch(/^usage_call_\d+_destinations\.csv$/)
    expect((await readFile(await download.path())).toString().split('\r\n')).toHaveLength(10_000 + 2)
    await follow(page, [back!])
    await expectHits(at, '127')
  },
)

journey('a result is narrowed down, saved, and searched again by its name', '@any-width', async (at) => {
  const { page, t } = at
  await openMenuAnew(page)
  await setPeriod(page)
  const [select, kind] = await readSteps(page, 'usage#screen')
  await follow(page, [select!, kind!])
  await expectHits(at, '127')
  const [ofType, none] = ['同報', null]
  await follow(page, await readSteps(page, 'usage#narrow'), [ofType, none, none, none, none, none, none])
  await expectHits(at, '37')

  const [open, name] = await readSteps(page, 'usage#saved')
  await follow(page, [open!, name!], ['Broadcasts', null])
  await expect(page.getByText(t('usage.saved.form.done.saved', { name: 'Broadcasts' }))).toBeVisible()
  await page.goto('/menu')
  await page.getByRole('main').getByRole('link', { name: 'Broadcasts' }).click()
  await expectHits(at, '37')
})
