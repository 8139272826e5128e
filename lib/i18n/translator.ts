import { createTranslator } from 'next-intl'
import type { Locale } from './locale'
import en from './messages/en.json'
import ja from './messages/ja.json'

const catalogues = { ja, en }

/** The texts of a language where there is no request to take it from: mails, commands, jobs, refusals. */
export function translator<Namespace extends 'mail' | 'cli' | 'refusals' | 'programs'>(
  locale: Locale,
  namespace: Namespace,
) {
  return createTranslator({ locale, messages: catalogues[locale], namespace, timeZone: 'Asia/Tokyo' })
}
