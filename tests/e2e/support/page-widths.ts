import { expect, type Page } from '@playwright/test'

/** CSS pixels across: of what the page holds, which is at least the screen's, and of the screen. */
const pageWidths = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return { content: scrollWidth, screen: clientWidth }
  })

/**
 * Where the page is wider than the screen, one would have to move it to read each line (WCAG 1.4.10).
 * @param about what is said where it is; `isSoft`: whether the test goes on then.
 */
export async function expectNoSidewaysScrolling(
  page: Page,
  about = 'the page is wider than the screen',
  { isSoft = false } = {},
): Promise<void> {
  const { content, screen } = await pageWidths(page)
  const check = isSoft ? expect.soft : expect
  check(content, about).toBeLessThanOrEqual(screen)
}
