import { expect, test, type Page } from '@playwright/test'
import { newAccount, testPassword } from './support/account'
import { listActions } from './support/action-ids'
import { signIn } from './support/sign-in'

/** What the server that the form reaches has never heard of, as a form of another version of the portal. */
const ofAnotherVersion = (id: string) => `${id.slice(0, -8)}00000000`

/** Makes the sign-in page one that another version has rendered. @returns what makes it the present one's again. */
async function outdateSignIn(page: Page): Promise<() => Promise<void>> {
  const { id } = (await listActions()).signInAction!
  await page.route('**/login*', async (route) => {
    const request = route.request()
    const action = request.headers()['next-action']
    if (action !== undefined)
      return route.continue({ headers: { ...request.headers(), 'next-action': ofAnotherVersion(id) } })
    if (request.method() !== 'GET') return route.continue()
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replaceAll(id, ofAnotherVersion(id)) })
  })
  return () => page.unroute('**/login*')
}

async function send(page: Page, userId: string) {
  await page.getByLabel('ユーザID').fill(userId)
  await page.getByLabel('パスワード').fill(testPassword)
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'ログイン' }).click()
  return answer
}

test('a form of another version is answered with words that say to reload, and is no failure to sign in @any-width', async ({
  page,
  javaScriptEnabled,
}) => {
  const { userId } = await newAccount()
  const renew = await outdateSignIn(page)
  // One more than the failures that lock.
  for (let time = 0; time < 4; time++) {
    await page.goto('/login')
    expect((await send(page, userId)).status()).toBe(409)
    await expect(page.getByText('サービスが更新されたため、この画面からは送信できません')).toBeVisible()
    await expect(page.getByText('画面を再読み込みして、もう一度お試しください。')).toBeVisible()
  }
  if (javaScriptEnabled === false) {
    await renew()
    await page.getByRole('link', { name: '画面を再読み込みする' }).click()
  } else {
    await expect(page.getByLabel('ユーザID')).toHaveValue(userId)
    await expect(page.getByLabel('パスワード')).toHaveValue(testPassword)
    await renew()
    await page.reload()
  }
  await signIn(page, userId, testPassword)
  await expect(page).toHaveURL(/\/menu$/)
})

test('the words are English for who reads English @any-width', async ({
  page,
  context,
  javaScriptEnabled,
}) => {
  const { userId } = await newAccount()
  const domain = new URL(process.env.PORTAL_TEST_URL!).hostname
  await context.addCookies([{ name: 'locale', value: 'en', domain, path: '/' }])
  await outdateSignIn(page)
  await page.goto('/login')
  await page.getByLabel('User ID').fill(userId)
  await page.getByLabel('Password').fill(testPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('The service has been updated')).toBeVisible()
  if (javaScriptEnabled === false)
    await expect(page.getByRole('link', { name: 'Reload the page' })).toBeVisible()
})
