import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { createTestAccount, type TestAccount } from '@/tests/support/account'
import { portalLog } from '@/tests/support/browser-setup'
import { insertUsage } from '@/tests/support/insert-usage'
import { mailsTo, withDatabase } from './support/account'
import { openReadyExport } from './support/exports'
import { databaseLog, trailOf } from './support/said'
import { receive } from './support/receive'
import { signInDirectly } from './support/sign-in'
import { breakFiles } from './support/usage'

const caller = '0977001122'
const callee = '0966554433'
const contractNumber = 'e2e-no-numbers'
const day = '2025-05-01'
const callId = 7
const search = `startDate=${day}&startHour=0&endDate=${day}&endHour=23&by=call`

/** Telephone numbers are personal data (spec section 5): whatever is done with them, screens and files alone have them. */
test('a number stands in no address, audit row, mail or log, whatever is done with it @server', async ({
  page,
}) => {
  const account = await accountWithNumbers()
  const addresses = new Set<string>()
  page.on('request', (request) => addresses.add(request.url()))
  page.on('response', (response) => addresses.add(response.headers().location ?? ''))
  await signInDirectly(page, account.userId)
  const visit = async (address?: string) => {
    if (address) await page.goto(address)
    for (const one of await addressesOn(page)) addresses.add(one)
  }

  for (const row of [`${caller}\t発信`, `${callee}\t着信`]) await nameNumber(page, row, visit)
  await visit('/numbers/new')
  await page.locator('#number').fill(caller)
  await page.getByRole('button', { name: '追加する' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await visit('/numbers')
  await page.getByLabel('検索する語').fill(callee)
  await page.getByRole('button', { name: '検索', exact: true }).click()
  await page.getByRole('link', { name: `変更: ${callee}` }).click()
  await visit()

  await visit(`/usage?${search}&output=screen`)
  await page.locator('summary', { hasText: '絞り込み' }).click()
  await page.getByLabel('発信番号(先頭から)').fill(caller)
  await page.getByLabel('着信番号(先頭から)').fill(callee)
  await page.getByRole('button', { name: '絞り込む' }).click()
  await expect(page.getByRole('region', { name: '検索結果' })).toContainText(`着信番号: ${callee}で始まる`)
  await visit()
  const narrowed = new URL(page.url()).search
  await page.locator('summary', { hasText: 'この検索を保存' }).click()
  await page.getByLabel('保存する名前').fill(`${callee}宛`)
  await page.getByRole('button', { name: '保存する' }).click()
  await expect(page.getByRole('main').getByRole('status')).toContainText(`「${callee}宛」を保存しました`)
  await visit('/usage/saved')
  await page.getByRole('link', { name: `名前の変更・削除: ${callee}宛` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('保存した検索の変更')
  await visit()
  await page.getByLabel('名前').fill(`${callee}宛の明細`)
  await page.getByRole('button', { name: '名前を変更する' }).click()
  await page.getByRole('link', { name: `${callee}宛の明細`, exact: true }).click()
  await expect(page).toHaveURL(/filter=/)
  for (const output of ['csv', 'bulk']) await visit(`/usage${narrowed.replace('screen', output)}`)
  await page.getByRole('button', { name: '実行', exact: true }).click()
  await expect(page.getByText('テキストファイル作成を受け付けました')).toBeVisible()
  await openReadyExport(page)
  await visit()
  for (const link of await page.getByRole('main').getByRole('link').all())
    addresses.add((await link.getAttribute('href'))!)
  for (const format of ['csv', 'xlsx']) {
    const file = await page.request.get(`/usage/download${narrowed}&format=${format}&names=1`)
    expect(file.status()).toBe(200)
    expect(file.headers()['content-disposition']).not.toContain('0977')
  }
  const part = await receive(page, `/usage/download${narrowed}`, 'identity', () => breakFiles('202505'))
  expect(part.isWhole).toBe(false)

  await visit(`/usage/calls/${callId}`)
  await visit('/statements/2025-05')
  await page.getByRole('row', { name: caller }).getByRole('button').click()
  await expect(page.getByText('ヒット件数: 9,000', { exact: true })).toBeVisible()
  await visit()
  for (const address of ['/menu', '/account/activity', '/exports']) await visit(address)

  const said = {
    addresses: [...addresses].map((address) => decodeURIComponent(address)).join('\n'),
    trail: await trailOf(account),
    mails: JSON.stringify(await mailsTo(`${account.userId}@example.com`)),
    log: await readFile(path.join(process.env.PORTAL_TEST_DATA!, portalLog), 'utf8'),
    databaseLog: await databaseLog(),
  }
  // What is looked at is there: a search by its id, the broken file, the mail of the set.
  expect(said.addresses).toMatch(/filter=[0-9a-f-]{36}/)
  expect(said.trail).toMatch(/downloadCompleted/)
  expect(said.trail).toMatch(/savedSearchRenamed/)
  expect(said.mails).toContain('text')
  expect(said.databaseLog).toContain('terminating connection')
  for (const [place, text] of Object.entries(said))
    for (const number of [caller, callee])
      expect(text.includes(number), `${number} stands in ${place}`).toBe(false)
})

function accountWithNumbers(): Promise<TestAccount> {
  return withDatabase(async (pool) => {
    const account = await createTestAccount({ contractNumber })
    await insertUsage(pool, contractNumber, day, [
      {
        calls: 9_000,
        call: {
          caller_number: `'${caller}'`,
          callee_number: `'${callee}'`,
          // Long texts make a file that no buffer swallows.
          area: `'${'X'.repeat(2_000)}'`,
        },
      },
    ])
    return account
  })
}

/** Where links and forms of the open page lead. */
const addressesOn = (page: Page): Promise<string[]> =>
  page
    .locator('a[href], form[action], [src]')
    .evaluateAll((elements) =>
      elements.map((element) =>
        ['href', 'action', 'src'].map((name) => element.getAttribute(name)).join(' '),
      ),
    )

async function nameNumber(page: Page, row: string, visit: (address?: string) => Promise<void>) {
  await visit('/numbers/import')
  await page.getByLabel('貼り付け').fill(row)
  await page.getByRole('button', { name: '内容を確認する' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登録内容の確認')
  await visit()
  await page.getByRole('button', { name: '実行', exact: true }).click()
  await expect(page.getByRole('main').getByRole('status')).toBeVisible()
}
