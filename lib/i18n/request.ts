import { getRequestConfig } from 'next-intl/server'
import { cookies } from 'next/headers'
import { defaultLocale, isLocale, localeCookieName } from './locale'

// next-intl looks here for the language and texts of a request (next.config.js names this file).
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookieName)?.value
  const locale = isLocale(chosen) ? chosen : defaultLocale
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
