import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { testPassword } from './support/account'
import { openReadyExport } from './support/exports'
import { follow, readSteps } from './support/help-steps'
import { journey, openMenuAnew, setPeriod } from './support/journey'

// The manual's chapter 3, データをダウンロードしたい and 大量データをダウンロードしたい, by the help alone.

journey('a text file is made and downloaded', '@any-width', async ({ page, t }) => {
  await openMenuAnew(page)
  await setPeriod(page)
  const steps = await readSteps(page, 'usage#file')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    follow(page, steps, ['CSV', 'Shift_JIS']),
  ])
  const file = await readFile(await download.path())
  expect(file.toString('latin1').split('\r\n')).toHaveLength(127 + 2)
  if (test.info().project.use.javaScriptEnabled !== false)
    await expect(page.getByText(t('usage.download.progress.completed'))).toBeVisible()
})

journey(
  'a bulk export is asked for, found, taken, and replaced by another, which is made while signed out',
  '@any-width',
  async ({ page, locale, t }) => {
    const userId = await openMenuAnew(page)
    await setPeriod(page)
    const [select, kind, run, leave, check, save] = await readSteps(page, 'usage#bulk')
    const accepted = page.getByText(t('exports.accepted.message'))
    await follow(page, [select!, kind!], [], 1)
    await expect(page.getByText(t('exports.request.existing'))).toHaveCount(0)
    await follow(page, [run!])
    await expect(accepted).toBeVisible()
    await follow(page, [leave!, check!])
    await openReadyExport(page, locale)
    const first = page.getByRole('link', { name: /^usage_destination_.*_01\.csv$/ })
    // The step's own words: a file is saved by its name, all of them by what it names.
    for (const [press, name] of [
      [() => first.click(), /_01\.csv$/],
      [() => follow(page, [save!]), /\.zip$/],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), press()])
      expect(download.suggestedFilename()).toMatch(name)
    }

    await setPeriod(page)
    const [search, replace] = await readSteps(page, 'usage#replace')
    await follow(page, [search!])
    await expect(page.getByText(t('exports.request.existing'))).toBeVisible()
    await expect(page.getByText(t('exports.states.ready'), { exact: true })).toBeVisible()
    await follow(page, [replace!])
    await expect(accepted).toBeVisible()
    await follow(page, [leave!], [], 1)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('loggedOut.title'))

    const [fillIn, press] = await readSteps(page, 'usage#login')
    await page.goto('/login')
    await follow(page, [fillIn!, press!], [userId, testPassword])
    await expect(page).toHaveURL(/\/menu$/)
    await follow(page, [check!])
    await openReadyExport(page, locale)
    await expect(page.getByRole('link', { name: /^usage_call_.*\.csv$/ })).toBeVisible()
    await expect(first).toHaveCount(0)
  },
)
