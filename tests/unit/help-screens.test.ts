import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { helpContent } from '@/components/help/content'
import screens from '@/components/help/screens.json'
import { locales } from '@/lib/i18n/locale'
import { pixelRatio } from '@/tests/screens/take-screen'

const folder = path.join(__dirname, '../../public/help')
const bytesMax = 2 * 1_048_576

const shown = Object.values(helpContent)
  .flat()
  .flatMap(({ blocks }) => blocks)
  .flatMap((block) => (block.kind === 'picture' ? [block.screen] : []))

test.each(locales)('in %s each picture of the help is there, and no other', (locale) => {
  const names = [...new Set(shown)].sort()
  expect(Object.keys(screens[locale]).sort()).toEqual(names)
  expect(readdirSync(path.join(folder, locale)).sort()).toEqual(names.map((name) => `${name}.webp`).sort())
})

test('all pictures together are small', () => {
  const files = locales.flatMap((locale) =>
    readdirSync(path.join(folder, locale)).map((name) => path.join(folder, locale, name)),
  )
  expect(files.reduce((bytes, file) => bytes + statSync(file).size, 0)).toBeLessThan(bytesMax)
})

test.each(
  locales.flatMap((locale) => Object.entries(screens[locale]).map((entry) => [locale, ...entry] as const)),
)('the picture %s/%s is as large as its page says', async (locale, name, { width, height }) => {
  const picture = await sharp(path.join(folder, locale, `${name}.webp`)).metadata()
  expect(picture.format).toBe('webp')
  // Chromium rounds to whole pixels.
  expect(Math.abs(picture.width - width * pixelRatio)).toBeLessThan(1)
  expect(Math.abs(picture.height - height * pixelRatio)).toBeLessThan(1)
})
