import { getRequestConfig } from 'next-intl/server'
import { cookies, headers } from 'next/headers'
import { catalogues } from './catalogues'
import { accountLocaleCookieName, localeCookieName } from './locale'
import { pageLocale } from './page-locale'

// next-intl looks here for the language and texts of a request (next.config.js names this file).
export default getRequestConfig(async () => {
  const [jar, asked] = await Promise.all([cookies(), headers()])
  const locale = pageLocale({
    chosen: jar.get(localeCookieName)?.value,
    ofAccount: jar.get(accountLocaleCookieName)?.value,
    accepted: asked.get('accept-language'),
  })
  return { locale, messages: catalogues[locale], timeZone: 'Asia/Tokyo' }
})
