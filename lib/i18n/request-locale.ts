import { getLocale } from 'next-intl/server'
import { defaultLocale, isLocale, type Locale } from './locale'

/** The language of the present request. */
export async function requestLocale(): Promise<Locale> {
  const locale = await getLocale()
  return isLocale(locale) ? locale : defaultLocale
}
