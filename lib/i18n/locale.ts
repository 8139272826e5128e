export const locales = ['ja', 'en'] as const
export type Locale = (typeof locales)[number]

export const defaultLocale: Locale = 'ja'

/** The cookie that keeps the language chosen on a page. */
export const localeCookieName = 'locale'

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)
