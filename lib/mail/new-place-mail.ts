import { browserName } from '@/lib/http/browser-name'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { minuteText } from '@/lib/time/time-text'
import { mailFromParagraphs } from './mail-from-paragraphs'
import type { Mail } from './mail'

/**
 * The mail about a sign-in from an address that the account had never signed in from. It names the browser only where the
 * name is known: the rest of that header is the sender's own words.
 */
export function newPlaceMail({
  to,
  at,
  address,
  userAgent,
  locale,
}: {
  to: string
  at: Date
  address: string | null
  userAgent: string | null
  locale: Locale
}): Mail {
  const t = translator(locale, 'mail')
  return mailFromParagraphs({
    to,
    locale,
    subject: t('newPlace.subject'),
    paragraphs: [
      t('newPlace.lead', { at: minuteText(at, locale) }),
      t('newPlace.address', { address: address ?? t('newPlace.unknown') }),
      t('newPlace.browser', { browser: browserName(userAgent ?? '') ?? t('newPlace.unknown') }),
      t('newPlace.you'),
      t('newPlace.notYou'),
    ],
  })
}
