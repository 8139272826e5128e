import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { checkout } from '@/scripts/checkout'
import type { Locale } from '@/lib/i18n/locale'
import type { TakenScreen } from './take-screen'

/** Of every picture its size, which the help's pages name, and what it was taken of. */
export type KeptScreens = Record<
  Locale,
  Record<string, Pick<TakenScreen, 'width' | 'height' | 'fingerprint'>>
>

const list = path.join(checkout, 'components', 'help', 'screens.json')
const pictures = path.join(checkout, 'public', 'help')

export const readKeptScreens = async () => JSON.parse(await readFile(list, 'utf8')) as KeptScreens

/** Replaces all pictures, and the list of them. */
export async function keepScreens(taken: Record<Locale, Record<string, TakenScreen>>): Promise<number> {
  await rm(pictures, { recursive: true, force: true })
  const kept: KeptScreens = { ja: {}, en: {} }
  let bytes = 0
  for (const locale of ['ja', 'en'] as const) {
    await mkdir(path.join(pictures, locale), { recursive: true })
    for (const [name, { picture, width, height, fingerprint }] of Object.entries(taken[locale])) {
      await writeFile(path.join(pictures, locale, `${name}.webp`), picture!)
      bytes += picture!.length
      kept[locale][name] = { width, height, fingerprint }
    }
  }
  await writeFile(list, `${JSON.stringify(kept, null, 2)}\n`)
  return bytes
}
