import { cookies } from 'next/headers'
import { accountLocaleCookieName, type Locale } from '@/lib/i18n/locale'
import { cookieOptions } from './cookies'

/**
 * Tells the browser, at signing in, which language the account has chosen (docs/decisions/0080): pages are in it until
 * signing out, unless another one was chosen in this browser. @param locale null where the account has chosen none.
 */
export async function bringAccountLocale(locale: Locale | null): Promise<void> {
  const jar = await cookies()
  if (locale) jar.set(accountLocaleCookieName, locale, cookieOptions)
  else jar.delete(accountLocaleCookieName)
}

/** Forgets it at signing out: the next user of the browser has a language of their own. */
export async function forgetAccountLocale(): Promise<void> {
  const jar = await cookies()
  jar.delete(accountLocaleCookieName)
}
