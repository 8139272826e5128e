import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { Client, type Pool } from 'pg'
import type { Prisma } from '@/lib/db/generated/client'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import type { Locale } from '@/lib/i18n/locale'
import type { TestAccount } from '@/tests/support/account'
import { catalogues } from '@/lib/i18n/catalogues'

/** Prisma on the database of the served portal. */
function database() {
  connection ??= connectDatabase(process.env.PORTAL_TEST_DATABASE!)
  return getPrisma()
}
let connection: Pool | undefined

/** Changes the row of the user's set. */
export async function changeExport(
  { accountId }: TestAccount,
  data: Prisma.ExportRequestUpdateInput,
): Promise<void> {
  await database().exportRequest.update({ where: { accountId }, data })
}

/** A set of the account that no worker can take: its lock is held until `release`. */
export async function holdExport({ accountId, contractNumber }: TestAccount) {
  const exportId = randomUUID()
  const search = {
    startDate: '2014-07-06',
    startHour: '0',
    endDate: '2014-07-06',
    endHour: '23',
    output: 'bulk',
    by: 'destination',
  }
  const client = new Client({ connectionString: process.env.PORTAL_TEST_DATABASE })
  await client.connect()
  await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`export ${exportId}`])
  await database().exportRequest.create({
    data: { id: exportId, accountId, contractNumber, search, encoding: 'utf-8', recordsTotal: 19_559 },
  })
  return { exportId, release: () => client.end() }
}

/** Opens the page of the set when it is ready: it gets there by itself, or by its link where no script runs. */
export async function openReadyExport(page: Page, locale: Locale = 'ja'): Promise<void> {
  const { states, refresh } = catalogues[locale].exports
  await page.goto('/exports')
  const ready = page.getByText(states.ready, { exact: true })
  if (test.info().project.use.javaScriptEnabled !== false) await expect(ready).toBeVisible()
  else
    await expect(async () => {
      if (await ready.isVisible()) return
      await page.getByRole('link', { name: refresh }).click()
      await expect(ready).toBeVisible({ timeout: 500 })
    }).toPass()
}
