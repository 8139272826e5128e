import { expect, type Page } from '@playwright/test'

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
