import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

/**
 * Axe finds nothing on the page, by WCAG 2.2 AA (JIS X 8341-3) and its own best practices. Axe is a script: where
 * the browser runs none, the same page is looked at by the projects that do.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return
  // A page that an action leads to gets its title a moment after its content.
  await expect(page).not.toHaveTitle('')
  const { violations } = await new AxeBuilder({ page })
    // In the page itself: the other way is for pages of several frames, which there are none of.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
  expect(found).toEqual([])
}
