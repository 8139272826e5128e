import { getRequestConfig } from 'next-intl/server'
import { cookies, headers } from 'next/headers'
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
  const [messages, usage, statements, help, numbers] = (await Promise.all([
    import(`./messages/${locale}.json`),
    import(`./messages/usage.${locale}.json`),
    import(`./messages/statements.${locale}.json`),
    import(`./messages/help.${locale}.json`),
    import(`./messages/numbers.${locale}.json`),
  ])) as { default: Record<string, unknown> }[]
  return {
    locale,
    messages: {
      ...messages!.default,
      usage: usage!.default,
      statements: statements!.default,
      help: help!.default,
      numbers: numbers!.default,
    },
    timeZone: 'Asia/Tokyo',
  }
})
