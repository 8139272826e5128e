import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { minuteText, secondText } from '@/lib/time/time-text'
import { mailFromParagraphs } from './mail-from-paragraphs'
import type { Mail } from './mail'

/** The mail that carries a one-time password. @param askedAt when it was asked for. @param until when it ends. */
export function otpMail({
  to,
  code,
  askedAt,
  until,
  locale,
}: {
  to: string
  code: string
  askedAt: Date
  until: Date
  locale: Locale
}): Mail {
  const t = translator(locale, 'mail')
  return mailFromParagraphs({
    to,
    locale,
    subject: t('otp.subject'),
    paragraphs: [
      t('otp.lead'),
      { prominent: code },
      t('otp.askedAt', { at: secondText(askedAt, locale) }),
      t('otp.validity', { until: minuteText(until, locale) }),
      t('otp.notYou'),
    ],
  })
}
