import type { Locale } from '@/lib/i18n/locale'
import screens from './screens.json'

/** The pictures of the help, by their names: `npm run screens` makes them, and this list with their sizes. */
export type ScreenName = keyof (typeof screens)['ja']

interface KeptScreen {
  /** At most, in CSS pixels. */
  width: number
  height: number
  /** Another one for every other picture: its address has it. */
  version: string
}

const versionLength = 8

export function keptScreen(locale: Locale, name: ScreenName): KeptScreen {
  const { width, height, fingerprint } = screens[locale][name]
  return { width, height, version: fingerprint.slice(0, versionLength) }
}
