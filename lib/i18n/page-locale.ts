import Negotiator from 'negotiator'
import { defaultLocale, isLocale, locales, type Locale } from './locale'

interface LanguageSigns {
  /** The value of the cookie `localeCookieName`. */
  chosen: string | undefined
  /** The value of the cookie `accountLocaleCookieName`. */
  ofAccount: string | undefined
  /** The header Accept-Language. */
  accepted: string | null | undefined
}

/**
 * The language of an answer (docs/decisions/0080): the one chosen in the browser, else the one that the account has
 * chosen, else the better one of those that the browser accepts, else Japanese.
 */
export function pageLocale({ chosen, ofAccount, accepted }: LanguageSigns): Locale {
  if (isLocale(chosen)) return chosen
  if (isLocale(ofAccount)) return ofAccount
  const negotiator = new Negotiator({ headers: { 'accept-language': accepted ?? '' } })
  const best = negotiator.language([...locales])
  return isLocale(best) ? best : defaultLocale
}
