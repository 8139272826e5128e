import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { japanDateOf } from '@/lib/time/japan-time'
import { firstKeptMonth } from '@/lib/usage/retention'
import { insertManyCalls } from '@/tests/support/many-calls'
import { newAccount, withDatabase } from './support/account'
import { signInDirectly } from './support/sign-in'

/** What the demo promises. */
const retentionMonths = 14

test('in the last month of its data a notice says when it goes, and leads to what there is to save', async ({
  page,
}) => {
  const month = firstKeptMonth(japanDateOf(new Date()), retentionMonths)
  const contractNumber = `kept-${randomBytes(4).toString('hex')}`
  const { userId } = await newAccount({ contractNumber })
  await withDatabase((pool) => insertManyCalls(pool, { contractNumber, date: `${month}-15`, records: 3 }))
  await signInDirectly(page, userId)

  await page.goto('/menu')
  const name = `${month.slice(0, 4)}年${Number(month.slice(5))}月分`
  await expect(page.getByText(new RegExp(`^${name}のデータは、.*で保存期限を迎えます$`))).toBeVisible()
  await page.getByRole('link', { name: `${name}の利用状況を検索` }).click()
  await expect(page.getByText('ヒット件数: 3')).toBeVisible()
  await page.goto('/menu')
  await page.getByRole('link', { name: `${name}の月次明細` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} ご利用明細`)
})

test('the list of months says until when each stays, and the menu that of the oldest @any-width', async ({
  page,
}) => {
  await signInDirectly(page, 'demo04')
  await page.goto('/statements')
  const rows = page.getByRole('main').getByRole('row')
  await expect(rows.filter({ hasText: '2014年7月分' }).getByRole('cell').last()).toHaveText(
    '2015年09月30日期限を過ぎ、いつでも削除の対象です',
  )
  const oldest = rows.nth(-2).getByRole('cell')
  const [month, until] = [await oldest.first().textContent(), await oldest.last().textContent()]
  await page.goto('/menu')
  await expect(page.getByText(`${month}は${until}まで`)).toBeVisible()
  await expect(page.getByText(/年\d+月分以前のデータは保存期限を過ぎているため/)).toBeVisible()
})
