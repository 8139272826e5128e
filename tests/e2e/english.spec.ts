import { expect, test } from '@playwright/test'
import { newAccount } from './support/account'
import { expectAccessible } from './support/accessibility'
import { signInDirectly } from './support/sign-in'

test('the sign-in page in English has no accessibility faults', async ({ page }) => {
  await page.goto('/login')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await expectAccessible(page)
})

test('the change of password in English has no accessibility faults', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/account/password')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change password')
  await expectAccessible(page)
})
