import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { minuteText } from '@/lib/time/time-text'
import { mailFromParagraphs } from './mail-from-paragraphs'
import type { Mail } from './mail'

/** Tells the old address that one-time passwords go elsewhere from now on. The new address is not named. */
export function addressChangedMail({ to, at, locale }: { to: string; at: Date; locale: Locale }): Mail {
  const t = translator(locale, 'mail')
  return mailFromParagraphs({
    to,
    locale,
    subject: t('addressChanged.subject'),
    paragraphs: [t('addressChanged.lead', { at: minuteText(at, locale) }), t('addressChanged.notYou')],
  })
}
