import { randomBytes } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { codeSentTo, mailsTo, newAccount, testPassword } from './support/account'
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
  const fullWidth = [...(await codeSentTo(address))].map((digit) =>
    String.fromCodePoint(0xff10 + Number(digit)),
  )
  await giveCode(page, ` ${fullWidth.join('')} `)
  await expect(page).toHaveURL(/\/menu$/)
})

test('hyphens and invisible characters around a code are forgiven', async ({ page }) => {
  const { address } = await passPassword(page)
  const code = await codeSentTo(address)
  await giveCode(page, `\u200b${code.slice(0, 3)}-${code.slice(3)}\u00a0`)
  await expect(page).toHaveURL(/\/menu$/)
})

test('a second browser’s code is answered with the time of the right mail, which still opens', async ({
  page,
  browser,
}) => {
  const { userId, address } = await passPassword(page)
  const ofFirst = await codeSentTo(address)
  const context = await browser.newContext()
  const elsewhere = await context.newPage()
  await elsewhere.goto('/login')
  await fillSignIn(elsewhere, userId, testPassword)
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('第二認証パスワード入力')
  const [second, first] = (await mailsTo(address)).map(({ text }) => ({
    code: /\b\d{6}\b/.exec(text)![0],
    at: /\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/.exec(text)![0],
  }))
  expect(first!.code).toBe(ofFirst)

  await giveCode(elsewhere, ofFirst)
  await expect(
    elsewhere.getByRole('alert').filter({ hasText: `${second!.at}に新しい第二認証パスワードを送信しました` }),
  ).toBeVisible()
  await giveCode(page, second!.code)
  await expect(page.getByRole('alert').filter({ hasText: `${first!.at}と書かれたメール` })).toBeVisible()
  await giveCode(page, ofFirst)
  await expect(page).toHaveURL(/\/menu$/)
  await context.close()
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

test('a double click is one try @js', async ({ page }) => {
  const { userId } = await newAccount()
  await page.goto('/login')
  await page.getByLabel('ユーザID').fill(userId)
  await page.getByLabel('パスワード').fill('wrong')
  await page.getByRole('main').getByRole('button', { name: 'ログイン' }).dblclick()
  await expect(page.getByRole('alert').filter({ hasText: '正しくありません' })).toBeVisible()
  await expect(page.getByLabel('パスワード')).toHaveValue('')
  await fillSignIn(page, userId, 'wrong')
  await expect(page.getByLabel('パスワード')).toHaveValue('')
  await fillSignIn(page, userId, testPassword)
  await expect(page).toHaveURL(/\/menu$/)
})

test('next-auth’s callback obeys the strikes of a pending sign-in, and its sign-out ends the session', async ({
  page,
}) => {
  const { address } = await passPassword(page)
  const code = await codeSentTo(address)
  const post = async (path: string, form: Record<string, string> = {}) => {
    const { csrfToken } = (await (await page.request.get('/api/auth/csrf')).json()) as { csrfToken: string }
    return page.request.post(path, { form: { csrfToken, ...form }, maxRedirects: 0 })
  }
  const wrong = code === '111111' ? '222222' : '111111'
  for (let guess = 0; guess < 2; guess++) await post('/api/auth/callback/credentials', { otp: wrong })
  expect((await page.request.get('/menu', { maxRedirects: 0 })).status()).toBe(307)
  await post('/api/auth/callback/credentials', { otp: code })
  expect((await page.request.get('/menu', { maxRedirects: 0 })).status()).toBe(200)
  const cookies = await page.context().cookies()
  await post('/api/auth/signout')
  await page.context().addCookies(cookies)
  expect((await page.request.get('/menu', { maxRedirects: 0 })).status()).toBe(307)
  expect((await page.request.get('/api/auth/session')).status()).toBe(404)
})

test('three wrong passwords lock a known and an unknown user ID, and both read the same to the byte', async ({
  page,
}) => {
  const unknown = `user-${randomBytes(5).toString('hex')}`
  const answers: string[][] = []
  for (const userId of [(await newAccount()).userId, unknown]) {
    const pages: string[] = []
    await page.goto('/login')
    for (let failure = 0; failure < 3; failure++) {
      await fillSignIn(page, userId, `wrong-${failure}`)
      const message = failure < 2 ? '正しくありません' : 'までログインできません'
      await expect(page.getByLabel('パスワード')).toHaveValue('')
      await expect(page.getByRole('alert').filter({ hasText: message })).toBeVisible()
      // The message may stand before the end of the document has arrived.
      await page.waitForLoadState()
      // Scripts make the document their own; without them it is what the server sent.
      const hasScripts = test.info().project.use.javaScriptEnabled !== false
      const html = hasScripts ? await page.getByRole('main').innerText() : await page.content()
      // What differs for anybody at any time: the nonce, the clock, and what was typed.
      pages.push(
        html
          .replaceAll(userId, 'USER')
          .replaceAll(/\b[0-9a-f]{32}\b/g, 'NONCE')
          .replaceAll(/\d\d:\d\d/g, ''),
      )
    }
    answers.push(pages)
  }
  expect(answers[0]).toEqual(answers[1])
})
