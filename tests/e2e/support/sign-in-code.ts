import { expect, type Page } from '@playwright/test'
import type { TestAccount } from '@/tests/support/account'
import { codeSentTo, testPassword } from './account'
import { fillSignIn } from './sign-in'

/** Signs in an account with 多要素認証, with the code that was mailed. */
export async function signInWithCode(page: Page, { userId }: TestAccount): Promise<void> {
  await page.goto('/login')
  await fillSignIn(page, userId, testPassword)
  await expect(page).toHaveURL(/\/login\/verify/)
  await page.getByLabel('第二認証パスワード').fill(await codeSentTo(`${userId}@example.com`))
  await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click()
  await expect(page).toHaveURL(/\/menu$/)
}
