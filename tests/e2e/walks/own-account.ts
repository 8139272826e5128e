import { expect } from '@playwright/test'
import { createSession } from '@/lib/auth/session'
import { getPrisma } from '@/lib/db/prisma'
import { testPassword, type TestAccount } from '@/tests/support/account'
import { insertManyCalls } from '@/tests/support/many-calls'
import { japanDateOf } from '@/lib/time/japan-time'
import { firstKeptMonth } from '@/lib/usage/retention'
import { newAccount, withDatabase } from '../support/account'
import { signInDirectly } from '../support/sign-in'
import { errorsOf, unfold, type Walk } from './walk'

/** What the demo promises. */
const retentionMonths = 14

/** The account's own pages refused, the menu with all that it can show, the month’s sheets, the end of a session. */
export const ownAccount: Walk = async (page, look) => {
  const account = await newAccount({ multiFactor: true })
  await signInDirectly(page, account.userId)
  await page.goto('/account/password')
  await page.locator('#newPassword').fill('あ')
  await page.locator('#newPassword').press('Enter')
  await errorsOf(page).waitFor()
  await look('password refused')
  await withDatabase(() => openOtherSession(account))
  await page.goto('/account/sessions?done=one')
  await page.locator('#password').fill('wrong')
  await page.locator('#password').press('Enter')
  await errorsOf(page).waitFor()
  await look('sessions, a wrong password')
  await page.goto('/account/email?again=yes')
  await page.locator('#newEmail').fill('x')
  await page.locator('#newEmail').press('Enter')
  await errorsOf(page).waitFor()
  await look('address refused')
  for (const [field, value] of [
    ['#oldEmail', `${account.userId}@example.com`],
    ['#newEmail', `${account.userId}@new.example`],
    ['#newEmailAgain', `${account.userId}@new.example`],
  ] as const)
    await page.locator(field).fill(value)
  await page.locator('#newEmailAgain').press('Enter')
  await page.waitForURL(/\/account\/email\/verify/)
  await page.locator('#otp').fill('abc')
  await page.locator('#otp').press('Enter')
  await errorsOf(page).waitFor()
  await look('code for the address refused')

  await page.goto('/account/tokens')
  await page.locator('#name').press('Enter')
  await errorsOf(page).waitFor()
  await look('key refused')
  await page.locator('#name').fill('key')
  await page.locator('#password').fill(testPassword)
  await page.locator('#name').press('Enter')
  await page.locator('#made-key').waitFor()
  await unfold(page, 'form')
  await look('key made, revoking unfolded')

  for (const query of ['', '?measure=calls&split=type', '?measure=pages&split=rate']) {
    await page.goto(`/menu${query}`)
    await unfold(page, 'table')
    await look(`menu${query}, tables unfolded`)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await page.locator('header nav summary').click()
  await look('bar of places unfolded on a phone')
  for (const address of ['/statements/2014-07', '/statements/2014-07?by=destination']) {
    await page.goto(address)
    await look(address)
  }
  await page.goto('/statements')
  await page.locator('tbody a').last().click()
  await page.waitForURL(/\/statements\/\d/)
  await look('the oldest sheet')

  const month = firstKeptMonth(japanDateOf(new Date()), retentionMonths)
  const contractNumber = `walk-${account.userId}`
  const { userId } = await newAccount({ contractNumber })
  await withDatabase((pool) => insertManyCalls(pool, { contractNumber, date: `${month}-15`, records: 3 }))
  await signInDirectly(page, userId)
  await page.goto('/menu')
  await look('the last month of some data')
  await page.goto('/statements/alert')
  await page.locator('#amount').fill('x')
  await page.locator('#amount').press('Enter')
  await errorsOf(page).waitFor()
  await look('amount of an alert refused')
  await page.locator('#amount').fill('5,000')
  await page.locator('#amount').press('Enter')
  await page.waitForURL(/\?done=set$/)
  await look('alert set')
  await page.locator('#email').fill(`${userId}@told.example`)
  await page.locator('#email').press('Enter')
  await page.waitForURL(/\/statements\/alert\/[0-9a-f-]{36}/)
  await page.locator('#otp').fill('abc')
  await page.locator('#otp').press('Enter')
  await errorsOf(page).waitFor()
  await look('code for an alert refused')
}

/** As in a browser that names itself by no name that is known. */
const openOtherSession = ({ accountId }: TestAccount) =>
  createSession(
    getPrisma(),
    { accountId, sessionVersion: 1 },
    { address: '2001:db8::1', userAgent: 'x'.repeat(500) },
    new Date(),
  )

/** The warning before an idle session ends, and its end. */
export const sessionEnd: Walk = async (page, look) => {
  let secondsLeft = 119
  await page.route('**/api/session', (route) => route.fulfill({ body: JSON.stringify({ secondsLeft }) }))
  await page.clock.install()
  await signInDirectly(page, 'demo04')
  await page.goto('/account/password')
  // Time counts from when the page's scripts run.
  await expect(async () => {
    await page.clock.fastForward(28 * 60_000)
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await look('about to end')
  secondsLeft = 0
  await page.clock.fastForward(121_000)
  await expect(page.getByRole('dialog').getByRole('link')).toBeVisible()
  await look('ended')
}
