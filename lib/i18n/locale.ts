export const locales = ['ja', 'en'] as const
export type Locale = (typeof locales)[number]

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
  }
}

/** The carrier's own language: that of requests and mails for which neither is said. */
export const defaultLocale: Locale = 'ja'

/** The cookie that keeps the language chosen in this browser. */
export const localeCookieName = 'locale'

/** The cookie that says, from signing in until signing out, which language the account has chosen. */
export const accountLocaleCookieName = 'account-locale'

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

/** The language of a mail (docs/decisions/0080): the account's, else that of the page that asked for it. */
export const mailLocale = (ofAccount: string | null | undefined, asked: string): Locale => {
  const chosen = ofAccount ?? asked
  return isLocale(chosen) ? chosen : defaultLocale
}
