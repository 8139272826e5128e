import type { Page } from '@playwright/test'
import { localeCookieName, type Locale } from '@/lib/i18n/locale'

/** Makes the browser one in which a language was chosen. */
export const chooseLanguage = (page: Page, locale: Locale) =>
  page.context().addCookies([{ name: localeCookieName, value: locale, url: process.env.PORTAL_TEST_URL! }])
