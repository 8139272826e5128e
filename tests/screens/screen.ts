import type { Locator, Page } from '@playwright/test'
import type { DemoAccount } from '@/lib/accounts/demo-accounts'

/** What one picture of the help shows, and the way there. */
export interface Screen {
  /** Its file, and its key in the catalogue (`help.screens.<name>`). */
  name: string
  /** Who is signed in; nobody where it is absent. */
  as?: DemoAccount['userId']
  /** Opens the page and gives what the picture is of: all of these, one below the other. */
  show(page: Page): Promise<Locator | Locator[]>
  /** In CSS pixels: what lies further down is left out. */
  heightMax?: number
}

/** All that a page says, without what leads to other pages. */
export const content = (page: Page) => page.locator('#main > :has(h1)')

/** Opens an address and gives its content. */
export async function open(page: Page, address: string): Promise<Locator> {
  await page.goto(address)
  return content(page)
}

/** Opens a page on which something is typed that its scripts answer: they must run by then. */
export async function openLive(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForLoadState('networkidle')
}
