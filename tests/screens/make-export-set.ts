import type { Page } from '@playwright/test'
import type { Pool } from 'pg'
import { paths } from '@/lib/paths'
import { setExportTimes } from './prepare-data'

/** Asks for a bulk export as a customer does, and waits for its files: the screens of 大量検索 show it. */
export async function makeExportSet(page: Page, database: Pool): Promise<void> {
  const day = '2014-07-06'
  const hours = { startDate: day, startHour: '0', endDate: day, endHour: '23' }
  await page.goto(paths.usage({ ...hours, output: 'bulk', by: 'destination' }))
  await page.locator('main form:has([name=encoding]) button').click()
  await page.waitForURL(/accepted/)
  await page.goto(paths.exports())
  await page.locator('a[href$="/zip"]').waitFor()
  await setExportTimes(database)
  await page.close()
}
