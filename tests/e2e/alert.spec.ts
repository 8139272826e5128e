import { expect, test, type Page } from '@playwright/test'
import { getPrisma } from '@/lib/db/prisma'
import { japanMonthOf } from '@/lib/time/japan-month'
import { addJapanDays, japanDateOf } from '@/lib/time/japan-time'
import { logImport } from '@/tests/support/arrived-months'
import { insertManyCalls } from '@/tests/support/many-calls'
import type { TestAccount } from '@/tests/support/account'
import { codeSentTo, mailsTo, newAccount, withDatabase } from './support/account'
import { signInDirectly } from './support/sign-in'

/** An administrator of a contract of its own, signed in, at the page of its alert. */
async function openAlert(page: Page): Promise<TestAccount & { email: string }> {
  const contractNumber = `al-${Math.random().toString(36).slice(2, 10)}`
  const account = await newAccount({ contractNumber })
  await signInDirectly(page, account.userId)
  await page.goto('/statements')
  await page.getByRole('main').getByRole('link', { name: '通信料のお知らせ' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('通信料のお知らせ')
  return { ...account, email: `${account.userId}@told.example` }
}

async function addAddress(page: Page, email: string): Promise<void> {
  await page.getByLabel('追加するメールアドレス').fill(email)
  await page.getByRole('button', { name: '追加して確認番号を送信する' }).click()
  await expect(page.getByText(`確認番号を ${email} に送信しました。`)).toBeVisible()
}

test('an amount and an address are set, and that address alone is told when the month passes it', async ({
  page,
}) => {
  const { email, contractNumber, accountId } = await openAlert(page)
  await page.getByLabel('お知らせする金額(円)').fill('1,00')
  await page.getByRole('button', { name: '設定する' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('整数で入力してください')
  await expect(page.getByLabel('お知らせする金額(円)')).toHaveValue('1,00')
  await page.getByLabel('お知らせする金額(円)').fill('1')
  await page.getByRole('button', { name: '設定する' }).click()
  await expect(page.getByText('月の通信料が 1円を超えると、お知らせします。')).toBeVisible()
  await expect(page.getByText('確認済みの送付先がないため、メールは送信されません。')).toBeVisible()
  await expect(page.getByText('今月分のお知らせを送信します。先月以前の分は送信しません。')).toBeVisible()

  await addAddress(page, email)
  const right = await codeSentTo(email)
  await page.getByLabel('確認番号').fill(right === '123456' ? '654321' : '123456')
  await page.getByRole('button', { name: '確認する' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('確認番号が正しくないか')
  await page.getByLabel('確認番号').fill(right)
  await page.getByRole('button', { name: '確認する' }).click()
  await expect(page.getByText('送付先を確認しました。')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('確認済み')

  // Yesterday's calls are of last month on the first of a month: the amount is of that month too, then.
  const yesterday = addJapanDays(japanDateOf(new Date()), -1)
  await withDatabase(async (pool) => {
    await getPrisma().usageAlert.update({
      where: { contractNumber },
      data: { setAt: new Date(`${japanMonthOf(yesterday)}-01T03:00:00Z`) },
    })
    await getPrisma().alertAddress.updateMany({
      where: { accountId },
      data: { verifiedAt: new Date(`${japanMonthOf(yesterday)}-01T03:00:00Z`) },
    })
    await insertManyCalls(pool, { contractNumber, date: yesterday, records: 3 })
    await logImport(yesterday)
  })
  await expect(async () => {
    const [mail] = await mailsTo(email)
    expect(mail!.subject).toMatch(/^【BizFAX】通信料のお知らせ\(\d{4}年\d+月分\)$/)
    expect(mail!.text).toContain(`/statements/${japanMonthOf(yesterday)}`)
  }).toPass({ timeout: 40_000 })
  await page.reload()
  await expect(page.getByText(/分は、この金額を超えています。/)).toBeVisible()
  await page.goto('/account/activity')
  await expect(page.getByRole('row').nth(1)).toContainText('通信料のお知らせの送信')
  await expect(page.getByRole('row').nth(1)).toContainText(/月 1円$/)

  await page.goto('/statements/alert')
  await page.getByText(`${email} を削除する`).click()
  await page.getByRole('button', { name: '削除する' }).click()
  await expect(page.getByText('送付先は登録されていません。')).toBeVisible()
  await page.getByText('お知らせを終了する').click()
  await page.getByRole('button', { name: '終了する' }).click()
  await expect(page.getByText('金額は設定されていません。')).toBeVisible()
})

test('a reader sees the alert without a form, and another customer nothing of it @any-width', async ({
  page,
}) => {
  const { email, contractNumber } = await openAlert(page)
  await addAddress(page, email)
  const { pathname } = new URL(page.url())
  const reader = await newAccount({ contractNumber })
  await withDatabase(() =>
    getPrisma().account.update({ where: { id: reader.accountId }, data: { role: 'reader' } }),
  )
  await signInDirectly(page, reader.userId)
  await page.goto('/statements/alert')
  await expect(page.getByText('設定を変更できるのは、契約の管理者です。')).toBeVisible()
  await expect(page.getByText('u***@told.example')).toBeVisible()
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
  await expect(page.getByText(email)).toHaveCount(0)
  expect((await page.request.get(pathname)).status()).toBe(403)
  const { userId } = await newAccount({ contractNumber: `${contractNumber}-2` })
  await signInDirectly(page, userId)
  expect((await page.request.get(pathname)).status()).toBe(404)
  expect((await page.request.get('/statements/alert/x')).status()).toBe(404)
})
