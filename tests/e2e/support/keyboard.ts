import { expect, type Locator, type Page } from '@playwright/test'

/** More stops than any page has. */
const stopsMax = 300

/**
 * Presses Tab until something has the focus. At each stop before it, and at it, what has the focus is seen, see
 * `expectFocusSeen`.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeAttached()
  for (let pressed = 0; pressed < stopsMax; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    await expectFocusSeen(page)
  }
  throw new Error('Tab does not reach it')
}

/** Goes somewhere by Tab, and types in place of what stands there. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text)
}

/** What has the focus is marked, and not hidden under anything that stays in its place (WCAG 2.4.7, 2.4.11). */
export async function expectFocusSeen(page: Page): Promise<void> {
  const unseen = await page.evaluate(() => {
    const element = document.activeElement
    // After the last stop the browser's own come, and the page's first again.
    if (!element || element === document.body) return []
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    // The calendar of a date is a stop of its own, which the browser marks.
    const isPart = element.matches('input[type=date]:not(:focus-visible)')
    const isMarked = isPart || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2)
    const isUncovered = [...element.getClientRects()].some(({ left, right, top, bottom }) =>
      [left + 2, (left + right) / 2, right - 2].some((x) =>
        [top + 2, (top + bottom) / 2, bottom - 2].some((y) => {
          const found = document.elementFromPoint(x, y)
          return found !== null && (element.contains(found) || found.contains(element))
        }),
      ),
    )
    const what = element.outerHTML.slice(0, 200)
    return [...(isMarked ? [] : [`no mark: ${what}`]), ...(isUncovered ? [] : [`covered: ${what}`])]
  })
  expect(unseen).toEqual([])
}
