import type { Page } from '@playwright/test'
import { demoPassword } from '@/lib/accounts/demo-accounts'
import { paths } from '@/lib/paths'
import { content, open, openLive, type Screen } from './screen'

/** Signing in and out, and the account. */
export const signInScreens: Screen[] = [
  {
    name: 'login',
    async show(page) {
      await enterPassword(page, 'demo04')
      return [page.locator('h1'), page.locator('main form').first()]
    },
  },
  {
    name: 'verify',
    async show(page) {
      await enterPassword(page, 'mfa04')
      await page.locator('main form button').click()
      await page.waitForURL(/verify/)
      return [page.locator('h1'), page.locator('main form').first()]
    },
  },
  { name: 'logged-out', show: (page) => open(page, paths.loggedOut()) },
  {
    name: 'menu',
    as: 'mfa04',
    async show(page) {
      await page.goto(paths.menu())
      return page.locator(`main nav:has(a[href="${paths.usage()}"])`)
    },
  },
  {
    name: 'daily-usage',
    as: 'demo04',
    async show(page) {
      await page.goto(paths.menu({ measure: 'charge', split: 'type' }))
      return page.locator('section[aria-labelledby=daily-usage]')
    },
  },
  {
    name: 'password',
    as: 'demo04',
    async show(page) {
      await openLive(page, paths.password())
      await page.locator('[name=newPassword]').fill('Fax2026')
      // The rule of the symbol is the one that is not met.
      await page.locator('#password-rules span.sr-only').first().waitFor({ state: 'attached' })
      return content(page)
    },
  },
  {
    name: 'email',
    as: 'mfa04',
    async show(page) {
      await enterAddresses(page)
      return content(page)
    },
  },
  {
    name: 'email-verify',
    as: 'mfa04',
    async show(page) {
      await enterAddresses(page)
      await page.locator('main form button').last().click()
      await page.waitForURL(/verify/)
      return [page.locator('h1'), page.locator('main form').first()]
    },
  },
  {
    name: 'activity',
    as: 'demo05',
    show: (page) => open(page, paths.activity()),
  },
]

/** Fills in the change of an address. */
async function enterAddresses(page: Page) {
  await page.goto(paths.email())
  await page.locator('[name=oldEmail]').fill('mfa04@example.com')
  await page.locator('[name=newEmail]').fill('soumu@example.com')
  await page.locator('[name=newEmailAgain]').fill('soumu@example.com')
}

/** Fills in the sign-in. */
async function enterPassword(page: Page, userId: string) {
  await page.goto(paths.login())
  await page.locator('[name=userId]').fill(userId)
  await page.locator('[name=password]').fill(demoPassword)
}
