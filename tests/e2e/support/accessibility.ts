import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { expectNoSidewaysScrolling } from './page-widths'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What another colour scheme may change: the scheme chooses colours and nothing else. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } }

/** What is left of 1280 × 1024 at 400 %. */
const fourTimes = { width: 320, height: 256 }

/** In the page itself: the other way is for pages of several frames, which there are none of. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode()

/**
 * Axe finds nothing on the page as it stands, by WCAG 2.2 AA (JIS X 8341-3) and its own best practices: at the width of a
 * desktop and of a phone, in the light and in the dark scheme. At four times its size nothing but a region of its own has
 * to be pushed sideways (WCAG 1.4.10).
 */
export async function expectAccessible(page: Page): Promise<void> {
  // A page that an action leads to gets its title a moment after its content.
  await expect(page).not.toHaveTitle('')
  for (const [device, viewport] of Object.entries(widths)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const asked = colorScheme === 'light' ? axe(page).withTags(tags) : axe(page).withRules(rulesOfColour)
      const { violations } = await asked.analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
      expect.soft(found, `${device}, ${colorScheme}`).toEqual([])
    }
  }
  await page.setViewportSize(fourTimes)
  await expectNoSidewaysScrolling(page, 'the page is wider than a window of 1,280 px at 400 %', {
    isSoft: true,
  })
  await page.setViewportSize(widths.desktop)
}
