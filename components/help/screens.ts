import type { Locale } from '@/lib/i18n/locale'
import screens from './screens.json'

/** The pictures of the help, by their names: `npm run screens` makes them, and this list with their sizes. */
export type ScreenName = keyof (typeof screens)['ja']

/** How large the picture of a screen is shown at most, in CSS pixels. */
export const screenSize = (locale: Locale, name: ScreenName): { width: number; height: number } =>
  screens[locale][name]
