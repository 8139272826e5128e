import { expect } from '@playwright/test'
import { codeSentTo, newAccount, testPassword } from './support/account'
import { follow, readSteps } from './support/help-steps'
import { journey, openMenuAnew } from './support/journey'

// The journeys of the manual, done by who knows nothing but the help: what a step names is looked for on the page under
// that very label. Here: chapter 2, signing in (chapter 3), and chapters 4 and 5.

journey('the five steps of getting started lead from signing in to signing out', '', async ({ page, t }) => {
  const { userId } = await newAccount()
  const [login, menu, search, keep, logout] = await readSteps(page, 'start#first')
  await page.goto('/login')
  await follow(page, [login!], [userId, testPassword])
  await expect(page).toHaveURL(/\/menu$/)
  await follow(page, [menu!, search!])
  await expect(page).toHaveURL(/by=call/)
  await expect(page.getByRole('table')).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), follow(page, [keep!])])
  expect(download.suggestedFilename()).toMatch(/^usage_call_\d{10}-\d{10}\.csv$/)
  await follow(page, [logout!])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('loggedOut.title'))
})

journey(
  'who has 多要素認証 signs in, changes the address, and signs in with what comes to the new one',
  '@any-width',
  async ({ page, t }) => {
    const { userId } = await newAccount({ multiFactor: true })
    const [oldEmail, newEmail] = [`${userId}@example.com`, `new-${userId}@example.com`]
    const login = await readSteps(page, 'usage#login')
    await page.goto('/login')
    await follow(page, login, [userId, testPassword, () => codeSentTo(oldEmail)])
    await expect(page).toHaveURL(/\/menu$/)

    const change = await readSteps(page, 'email#change')
    await follow(page, change, [oldEmail, newEmail, newEmail, () => codeSentTo(newEmail)])
    await expect(page.getByText(t('account.email.changed'))).toBeVisible()

    await page.goto('/login')
    await follow(page, login, [userId, testPassword, () => codeSentTo(newEmail)])
    await expect(page).toHaveURL(/\/menu$/)
  },
)

journey(
  'the password is renewed, after one that breaks a rule, and the new one signs in',
  '@any-width',
  async ({ page, t }) => {
    const userId = await openMenuAnew(page)
    const [open, enter, run] = await readSteps(page, 'password#update')
    const typed = (password: string) => [testPassword, password, password]
    await follow(page, [open!, enter!, run!], typed('New#password'))
    await expect(page.getByText(t('account.password.problems.digit')).first()).toBeVisible()
    await follow(page, [enter!, run!], typed('New#pass1'))
    await expect(page.getByText(t('account.password.changed'))).toBeVisible()

    const [fillIn, press] = await readSteps(page, 'usage#login')
    await page.goto('/login')
    await follow(page, [fillIn!, press!], [userId, 'New#pass1'])
    await expect(page).toHaveURL(/\/menu$/)
  },
)
