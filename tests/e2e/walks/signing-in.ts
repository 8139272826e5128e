import { expect } from '@playwright/test'
import { newAccount, testPassword } from '../support/account'
import { errorsOf, type Walk } from './walk'

/** Both steps of signing in: refused, locked, expired, and the code that is sent again. */
export const signingIn: Walk = async (page, look) => {
  const { userId } = await newAccount({ multiFactor: true })
  const enter = async (user: string, password: string) => {
    await page.locator('#userId').fill(user)
    await page.locator('#password').fill(password)
    await page.locator('#password').press('Enter')
  }
  const give = async (code: string) => {
    await page.locator('#otp').fill(code)
    await page.locator('#otp').press('Enter')
  }
  await page.goto('/login?expired=verify&next=%2Fusage')
  await look('the time for the code is over')
  await page.goto('/login?next=%2Fusage')
  await look('sign in to go on')
  await enter('', '')
  await expect(errorsOf(page).getByRole('link')).toHaveCount(2)
  await look('nothing entered')
  await enter(userId, 'wrong')
  await expect(errorsOf(page).getByRole('listitem')).toHaveCount(1)
  await look('wrong password')
  await enter(userId, testPassword)
  await expect(page.locator('#otp')).toBeVisible()
  await page.locator('main button[value=resend]').click()
  await errorsOf(page).waitFor()
  await look('sent again too soon')
  for (const code of ['abc', '000000']) {
    await give(code)
    await expect(page.locator('#otp')).toHaveValue('')
    await expect(page.locator('#otp-error')).toBeVisible()
  }
  await look('wrong code')
  // The third failure, with the wrong password.
  await give('000001')
  await expect(errorsOf(page)).toContainText('0120-161011')
  await look('locked')
}
