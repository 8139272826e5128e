import { expect } from '@playwright/test'
import { getPrisma } from '@/lib/db/prisma'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import type { TestAccount } from '@/tests/support/account'
import { newAccount, withDatabase } from '../support/account'
import { signInDirectly } from '../support/sign-in'
import type { Walk } from './walk'

/** What stands where the portal fails: on the server, and in the browser within a page or around it. */
export const failing: Walk = async (page, look) => {
  const account = await newAccount()
  await withDatabase(() => storeUnreadableSet(account))
  await signInDirectly(page, account.userId)
  for (const address of [paths.exports(), filePaths.exportZip('nothing')]) {
    const answer = await page.goto(address)
    expect(answer!.status(), address).toBe(500)
    await look(`${address} fails`)
  }

  await page.goto(paths.password())
  const link = page.locator(`header a[href="${paths.numbers()}"]`)
  // Until React has taken the page over, a link asks for a whole page.
  await expect
    .poll(() =>
      link.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps'))),
    )
    .toBe(true)
  await page.route('**/_next/static/**/*.js', (route) => route.abort())
  await link.click()
  await expect(page.locator('main [role=alert] button')).toBeVisible()
  await page.unrouteAll()
  await look('scripts of a page are not there')

  // The frame waits for the session's end: that makes it fail, outside of any page.
  await page.addInitScript(() => {
    const wait = window.setTimeout.bind(window)
    window.setTimeout = ((run: () => void, milliseconds?: number) => {
      if ((milliseconds ?? 0) > 600_000) throw new Error('no timer')
      return wait(run, milliseconds)
    }) as typeof window.setTimeout
  })
  await page.goto(paths.password())
  await expect(page.locator('main > [role=alert]')).toBeVisible()
  // The last resort looks nothing up: it is in both languages.
  await look('the frame fails', 'ja')
}

/** A set that cannot be read: what asks for it fails. */
const storeUnreadableSet = ({ accountId, contractNumber }: TestAccount) =>
  getPrisma().exportRequest.create({
    data: { accountId, contractNumber, search: {}, encoding: 'utf-8', state: 'cancelled', recordsTotal: 1 },
  })
