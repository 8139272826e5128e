import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { portalLog } from '@/tests/support/browser-setup'
import { databaseLog, trailOf } from './support/said'
import { codeSentTo, newAccount, testPassword } from './support/account'
import { fillSignIn } from './support/sign-in'

/** ASVS 16.2.5: whatever is done with a secret, it stands in no log, no audit row and no address. */
test('no password, code, cookie or mail stands in a log, the audit trail or an address @server', async ({
  page,
}) => {
  const account = await newAccount({ multiFactor: true })
  const { userId } = account
  const secrets: Record<string, string> = {
    'a password typed as a user ID': 'Typed#asUser1',
    'a wrong password': 'Wrong#secret1',
    'a wrong old password': 'Wrong#secret2',
    'a new password': 'Next#secret33',
    'the password': testPassword,
    'the new address': `${userId}@secret.example`,
  }
  const addresses = new Set<string>()
  page.on('request', (request) => addresses.add(request.url()))
  page.on('response', (response) => addresses.add(response.headers().location ?? ''))
  const keepCookies = async (when: string) => {
    for (const { name, value } of await page.context().cookies()) secrets[`cookie ${name} ${when}`] = value
  }

  await page.goto('/login')
  for (const typed of [secrets['a password typed as a user ID']!, userId]) {
    await fillSignIn(page, typed, secrets['a wrong password'])
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    // The answer has come when the field is empty: the message of the try before may stand there still.
    await expect(page.getByLabel('パスワード')).toHaveValue('')
  }
  await fillSignIn(page, userId, testPassword)
  await expect(page).toHaveURL(/\/login\/verify/)
  await keepCookies('before the code')
  const code = await codeSentTo(`${userId}@example.com`)
  const wrongCode = code === '135791' ? '135792' : '135791'
  Object.assign(secrets, { 'the code': code, 'a wrong code': wrongCode })
  for (const typed of [wrongCode, code]) {
    await page.getByLabel('第二認証パスワード').fill(typed)
    await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click()
    if (typed === wrongCode) await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  }
  await expect(page).toHaveURL(/\/menu$/)
  await keepCookies('after it')

  await page.goto('/account/email')
  await page.locator('#oldEmail').fill(`${userId}@example.com`)
  await page.locator('#newEmail').fill(secrets['the new address']!)
  await page.locator('#newEmailAgain').fill(secrets['the new address']!)
  await page.getByRole('button', { name: '実行' }).click()
  await expect(page).toHaveURL(/\/account\/email\/verify/)
  secrets['the code to the new address'] = await codeSentTo(secrets['the new address']!)

  for (const old of ['a wrong old password', 'the password']) {
    await page.goto('/account/password')
    await page.locator('#oldPassword').fill(secrets[old]!)
    await page.locator('#newPassword').fill(secrets['a new password']!)
    await page.locator('#newPasswordAgain').fill(secrets['a new password']!)
    await page.getByRole('button', { name: '実行' }).click()
    if (old !== 'the password') await expect(page.locator('#oldPassword-error')).toBeVisible()
  }
  await expect(page.getByText('パスワードの更新は正常に完了しました。')).toBeVisible()

  const said = {
    addresses: [...addresses].map((address) => decodeURIComponent(address)).join('\n'),
    trail: await trailOf(account),
    log: await readFile(path.join(process.env.PORTAL_TEST_DATA!, portalLog), 'utf8'),
    databaseLog: await databaseLog(),
  }
  expect(Object.keys(secrets).length).toBeGreaterThan(10)
  expect(said.trail).toMatch(/passwordChangeFailure[^]*passwordChanged/)
  expect(said.databaseLog).toContain('database system is ready')
  for (const [place, text] of Object.entries(said))
    for (const [name, secret] of Object.entries(secrets))
      expect(standsIn(text, secret), `${name} stands in ${place}`).toBe(false)
})

/** A code is not looked for within longer numbers, as times are. */
function standsIn(text: string, secret: string): boolean {
  return /^\d{6}$/.test(secret) ? new RegExp(`(?<![\\d.])${secret}(?!\\d)`).test(text) : text.includes(secret)
}
