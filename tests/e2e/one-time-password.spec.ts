import { expect, test, type Page } from '@playwright/test'
import { codeSentTo, mailsTo, newAccount, testPassword } from './support/account'
import { expectAccessible } from './support/accessibility'
import { fillSignIn } from './support/sign-in'

const search = '/usage?startDate=2014-07-06&startHour=9&endDate=2014-07-06&endHour=9&by=call'

async function passPassword(page: Page, from = '/login') {
  const { userId } = await newAccount({ multiFactor: true })
  await page.goto(from)
  await fillSignIn(page, userId, testPassword)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('第二認証パスワード入力')
  return { userId, address: `${userId}@example.com` }
}

async function giveCode(page: Page, code: string) {
  await page.getByLabel('第二認証パスワード').fill(code)
  await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click()
}

test('password, then the code from the mail, then the page asked for', async ({ page }) => {
  const { userId, address } = await passPassword(page, search)
  await expect(page.getByText(`${userId[0]}***@example.com`)).toBeVisible()
  await expect(page.getByText('0120-161011')).toBeVisible()
  await expectAccessible(page)
  await giveCode(page, await codeSentTo(address))
  await expect(page.getByText('ヒット件数: 1', { exact: true })).toBeVisible()
})

test('no page opens between the password and the code', async ({ page }) => {
  await passPassword(page)
  await page.goto('/menu')
  await expect(page).toHaveURL(/\/login\?/)
})

test('a code typed in full width with blanks is forgiven, letters are not', async ({ page }) => {
  const { address } = await passPassword(page)
  await giveCode(page, 'abc')
  await expect(page.getByRole('alert').filter({ hasText: '半角数字6桁で入力' })).toBeVisible()
  await expectAccessible(page)
  const fullWidth = [...(await codeSentTo(address))].map((digit) =>
    String.fromCodePoint(0xff10 + Number(digit)),
  )
  await giveCode(page, ` ${fullWidth.join('')} `)
  await expect(page).toHaveURL(/\/menu$/)
})

test('three wrong codes lock, and say until when and whom to call; the right one is refused then', async ({
  page,
}) => {
  const { userId, address } = await passPassword(page)
  const code = await codeSentTo(address)
  const wrong = code === '111111' ? '222222' : '111111'
  for (let guess = 0; guess < 2; guess++) {
    await giveCode(page, wrong)
    await expect(page.getByRole('alert').filter({ hasText: '正しくないか' })).toBeVisible()
    await expect(page.getByLabel('第二認証パスワード')).toHaveValue('')
  }
  await giveCode(page, wrong)
  const locked = page
    .getByRole('alert')
    .filter({ hasText: /\d{4}\/\d\d\/\d\d \d\d:\d\dまでログインできません.*0120-161011/ })
  await expect(locked).toBeVisible()
  await giveCode(page, code)
  await expect(locked).toBeVisible()
  await page.goto('/login')
  await fillSignIn(page, userId, testPassword)
  await expect(locked).toBeVisible()
})

test('sending again waits a minute and says how long', async ({ page }) => {
  const { address } = await passPassword(page)
  await page.getByRole('button', { name: '再送信' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /あと\d+秒お待ちください/ })).toBeVisible()
  expect(await mailsTo(address)).toHaveLength(1)
  await giveCode(page, await codeSentTo(address))
  await expect(page).toHaveURL(/\/menu$/)
})

test('サービス終了 forgets the pending sign-in', async ({ page }) => {
  await passPassword(page)
  await page.getByRole('button', { name: '【サービス終了】' }).click()
  await expect(page).toHaveURL(/\/logged-out$/)
  await page.goto('/login/verify')
  await expect(page).toHaveURL(/\/login\?/)
  await expect(page.getByText('有効期限が切れました')).toBeVisible()
})

test('the demo’s mails can be read on its page', async ({ page }) => {
  const { address } = await passPassword(page)
  await page.goto('/dev/outbox')
  await expect(page.getByRole('article').filter({ hasText: address })).toContainText(
    await codeSentTo(address),
  )
  await expectAccessible(page)
})

test('next-auth’s own callback opens nothing without the browser’s pending sign-in', async ({ request }) => {
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const forms: Record<string, string>[] = [
    { csrfToken },
    { csrfToken, otp: '123456', userId: 'demo04', password: 'Fax!2026' },
  ]
  for (const form of forms) {
    const response = await request.post('/api/auth/callback/credentials', { form, maxRedirects: 0 })
    expect(response.headers().location).toContain('/login')
    expect((await request.get('/menu', { maxRedirects: 0 })).status()).toBe(307)
  }
})

test('three wrong passwords lock a known and an unknown user ID in the same words', async ({ page }) => {
  const texts: string[] = []
  for (const userId of [(await newAccount()).userId, `none-${Math.random()}`]) {
    await page.goto('/login')
    const answers: string[] = []
    for (let failure = 0; failure < 3; failure++) {
      await fillSignIn(page, userId, `wrong-${failure}`)
      const message = failure < 2 ? '正しくありません' : 'までログインできません'
      await expect(page.getByRole('alert').filter({ hasText: message })).toBeVisible()
      answers.push(((await page.getByRole('main').textContent()) ?? '').replaceAll(/\d\d:\d\d/g, ''))
    }
    texts.push(answers.join('\n'))
  }
  expect(texts[0]).toBe(texts[1])
})
