import { readFile } from 'node:fs/promises'
import { expect, test, type Download, type Locator, type Page } from '@playwright/test'
import readWorkbook from 'read-excel-file/node'
import type { TestAccount } from '@/tests/support/account'
import { insertUsage } from '@/tests/support/insert-usage'
import { newAccount, withDatabase } from './support/account'
import { openReadyExport } from './support/exports'
import { signInDirectly } from './support/sign-in'

const date = '2014-07-10'
const [caller, callee] = ['0312345678', '0661234567']
const addressOf = (output: string, by = 'call') =>
  `/usage?${new URLSearchParams({ startDate: date, startHour: '9', endDate: date, endHour: '9', output, by })}`

/** An account of a contract that no other test uses, with some calls between two numbers. */
let contracts = 0
async function newCustomer(): Promise<TestAccount> {
  const contractNumber = `named-${process.pid}-${Date.now().toString(36)}-${contracts++}`
  const account = await newAccount({ contractNumber })
  await withDatabase((pool) =>
    insertUsage(pool, contractNumber, date, [
      {
        calls: 30,
        call: {
          called_at: `start + interval '9 hours' + make_interval(secs => nth)`,
          caller_number: `'${caller}'`,
          callee_number: `CASE WHEN nth % 3 > 0 THEN '${callee}' END`,
          communication_type: `'一般'`,
          charge: 'nth',
        },
      },
    ]),
  )
  return account
}

async function nameNumber(page: Page, values: Record<string, string>): Promise<void> {
  await page.goto('/numbers/new')
  for (const [column, value] of Object.entries(values)) await page.locator(`#${column}`).fill(value)
  await page.getByRole('button', { name: '追加する' }).click()
  await expect(page.getByRole('main').getByRole('status')).toHaveText('名称を追加しました。')
}

const namesBox = (page: Page) => page.getByRole('checkbox', { name: '番号の名称・部署・科目コードを付ける' })

async function take(page: Page): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '実行' }).click(),
  ])
  return download
}

/** Where rows are folded, the name stands below its number, right of the label. */
async function expectNameBelowNumber(row: Locator, name: string): Promise<void> {
  await row.locator('summary').click()
  const cell = row.getByRole('cell').filter({ hasText: name })
  const [ofName, ofCell] = [await cell.getByText(name).boundingBox(), await cell.boundingBox()]
  const label = 8 * 16
  expect(ofName!.x).toBeGreaterThanOrEqual(ofCell!.x + label)
}

test('numbers that are named show their names in results, and files have them where that is asked for', async ({
  page,
  isMobile,
}) => {
  const { userId } = await newCustomer()
  await signInDirectly(page, userId)
  await page.goto(addressOf('csv'))
  await expect(namesBox(page)).not.toBeChecked()
  await expect(page.getByText('番号の名称はまだ登録されていません')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: '番号の名称' }).click()
  await expect(page).toHaveURL(/\/numbers$/)
  await nameNumber(page, { number: caller, name: '本社 総務FAX', department: '総務部', accountCode: '=5410' })
  await nameNumber(page, { number: callee, name: '大阪𠮷田商店', department: '', accountCode: '' })

  await page.goto(addressOf('screen'))
  const row = page.locator('tbody tr').first()
  await expect(row).toContainText('大阪𠮷田商店')
  await expect(page.getByText('大阪𠮷田商店').first()).toBeVisible()
  if (isMobile) await expectNameBelowNumber(row, '本社 総務FAX')
  await row.getByRole('link').click()
  await expect(page.getByText('本社 総務FAX(総務部)').first()).toBeAttached()
  await page.getByText('この呼の宛先をテキストファイルまたはExcelで保存').click()
  await expect(namesBox(page)).toBeVisible()

  await page.goto(addressOf('csv', 'destination'))
  const note = page.getByRole('group', { name: '文字コード' }).getByRole('paragraph')
  await expect(note.getByText('Shift_JISにない文字は')).toBeVisible()
  await namesBox(page).check()
  await expect(note.getByText('このファイルの20文字が「〓」になります')).toBeVisible()
  const csv = await readFile(await (await take(page)).path(), 'utf8')
  const [heading, first, ...lines] = csv.split('\r\n')
  expect(heading).toMatch(
    /,通信料,発信番号名称,発信番号部署,発信番号科目コード,着信番号名称,着信番号部署,着信番号科目コード$/,
  )
  expect(first).toMatch(/,1,本社 総務FAX,総務部,'=5410,大阪𠮷田商店,,$/)
  expect(lines[1]).toMatch(/,-----,.*,1,本社 総務FAX,総務部,'=5410,,,$/)

  await page.goto(addressOf('csv'))
  await expect(namesBox(page)).toBeChecked()
  await page.getByLabel('Excel(.xlsx)').check()
  const [records, summary] = await readWorkbook(await readFile(await (await take(page)).path()))
  expect(records!.data[1]!.slice(-6)).toEqual(['本社 総務FAX', '総務部', '=5410', '大阪𠮷田商店', null, null])
  expect(summary!.data).toContainEqual(['番号の名称', expect.stringContaining('作成時点の名称')])

  await page.goto(addressOf('bulk'))
  await expect(namesBox(page)).toBeChecked()
  await expect(note.getByText('このファイルの20文字が「〓」になります')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: '実行' }).click()
  await expect(page).toHaveURL(/\/exports\/accepted$/)
  await openReadyExport(page)
  await expect(
    page.getByRole('definition').filter({ hasText: '名称・部署・科目コードを付ける' }),
  ).toBeVisible()
})
