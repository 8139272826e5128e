import { expect, type Page } from '@playwright/test'
import { getPrisma } from '@/lib/db/prisma'
import { readLocalSecret } from '@/scripts/local-secret'
import { openSession } from '@/tests/support/open-session'
import { withDatabase } from './account'

const password = 'Fax!2026'

/** Fills in the sign-in page that is open, and sends it. */
export async function fillSignIn(page: Page, userId: string, typed = password): Promise<void> {
  await page.getByLabel('ユーザID').fill(userId)
  await page.getByLabel('パスワード').fill(typed)
  await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click()
}

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, userId: string, typed = password): Promise<void> {
  await page.goto('/login')
  await fillSignIn(page, userId, typed)
  await expect(page).toHaveURL(/\/menu$/)
}

let secret: Promise<string> | undefined

/** Signs the browser in without a page, for a test of what comes after. */
export async function signInDirectly(page: Page, userId: string): Promise<void> {
  secret ??= readLocalSecret(process.env.PORTAL_TEST_DATA!)
  const key = await secret
  const cookie = await withDatabase(async () => {
    const account = await getPrisma().account.findUniqueOrThrow({ where: { userId } })
    return openSession({ accountId: account.id, sessionVersion: account.sessionVersion }, key)
  })
  const { origin: url } = new URL(process.env.PORTAL_TEST_URL!)
  await page.context().addCookies([{ ...cookie, url, httpOnly: true, sameSite: 'Lax' }])
}
