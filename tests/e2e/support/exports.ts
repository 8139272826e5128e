import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { Client } from 'pg'
import type { TestAccount } from '@/tests/support/account'

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: process.env.PORTAL_TEST_DATABASE })
  await client.connect()
  return client
}

/** A statement about the user's set. */
export async function changeExport({ accountId }: TestAccount, assignments: string): Promise<void> {
  const client = await connect()
  await client.query(`UPDATE export_request SET ${assignments} WHERE account_id = $1`, [accountId])
  await client.end()
}

/** A set of the account that no worker can take: its lock is held until `release`. */
export async function holdExport({ accountId, contractNumber }: TestAccount) {
  const client = await connect()
  const exportId = randomUUID()
  const search = {
    startDate: '2014-07-06',
    startHour: '0',
    endDate: '2014-07-06',
    endHour: '23',
    output: 'bulk',
    by: 'destination',
  }
  await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`export ${exportId}`])
  await client.query(
    `INSERT INTO export_request (export_id, account_id, contract_number, search, encoding, records_total)
     VALUES ($1, $2, $3, $4, 'utf-8', 19559)`,
    [exportId, accountId, contractNumber, JSON.stringify(search)],
  )
  return { exportId, release: () => client.end() }
}

/** Opens the page of the set when it is ready: it gets there by itself, or by its link where no script runs. */
export async function openReadyExport(page: Page): Promise<void> {
  await page.goto('/exports')
  const ready = page.getByText('作成完了', { exact: true })
  if (test.info().project.use.javaScriptEnabled !== false) await expect(ready).toBeVisible()
  else
    await expect(async () => {
      if (await ready.isVisible()) return
      await page.getByRole('link', { name: '最新の状況を表示' }).click()
      await expect(ready).toBeVisible({ timeout: 500 })
    }).toPass()
}
