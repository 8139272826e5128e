import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import { fingerprintOf } from './fingerprint'
import type { Screen } from './screen'

/** Pixels of the picture for each of the page: letters stay sharp where the help shows it smaller. */
export const pixelRatio = 1.25

/** Wide enough for every table of the portal, and no wider than the help can show legibly. */
export const viewport = { width: 1120, height: 900 }

/** Around what is shown, in CSS pixels. */
const margin = 6

export interface TakenScreen {
  /** In CSS pixels. */
  width: number
  height: number
  fingerprint: string
  /** WebP; absent where only the fingerprint was asked for. */
  picture?: Buffer
}

/** Opens a screen, and takes its fingerprint and, unless told otherwise, its picture. */
export async function takeScreen(
  page: Page,
  screen: Screen,
  { withPicture }: { withPicture: boolean },
): Promise<TakenScreen> {
  const shown = [await screen.show(page)].flat()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  const fingerprint = await fingerprintOf(shown)
  const clip = await boxAround(shown, screen.heightMax)
  if (clip.height <= 2 * margin) throw new Error('There is nothing to see.')
  if (!withPicture) return { width: clip.width, height: clip.height, fingerprint }
  await writeDates(page)
  const png = await page.screenshot({ clip, fullPage: true, animations: 'disabled', scale: 'device' })
  const picture = await sharp(png).webp({ nearLossless: true, quality: 60, effort: 6 }).toBuffer()
  return { width: clip.width, height: clip.height, fingerprint, picture }
}

/** Chromium writes the dates of its fields as Americans do, whatever the language: here as the portal writes them. */
async function writeDates(page: Page): Promise<void> {
  await page.locator('input[type=date]').evaluateAll((fields: HTMLInputElement[]) =>
    fields.forEach((field) => {
      const date = field.value
      field.type = 'text'
      field.value = date.replaceAll('-', '/')
    }),
  )
}

/** The part of the page that holds all of some elements, in whole pixels. */
async function boxAround(shown: Locator[], heightMax = Infinity) {
  const boxes = await Promise.all(
    shown.map((element) =>
      element.evaluate((node) => {
        const { left, top, right, bottom } = node.getBoundingClientRect()
        return { left, right, top: top + window.scrollY, bottom: bottom + window.scrollY }
      }),
    ),
  )
  const x = Math.max(Math.floor(Math.min(...boxes.map(({ left }) => left)) - margin), 0)
  const y = Math.max(Math.floor(Math.min(...boxes.map(({ top }) => top)) - margin), 0)
  const right = Math.min(Math.ceil(Math.max(...boxes.map((box) => box.right)) + margin), viewport.width)
  const bottom = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) + margin)
  return { x, y, width: right - x, height: Math.min(bottom - y, heightMax) }
}
