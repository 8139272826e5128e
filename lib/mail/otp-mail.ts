import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { formatJapanTime } from '@/lib/time/japan-time'
import { mailFromParagraphs } from './mail-from-paragraphs'
import type { Mail } from './mail'

/** The mail that carries a one-time password. @param until when the code ends. */
export function otpMail({
  to,
  code,
  until,
  locale,
}: {
  to: string
  code: string
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
      t('otp.validity', { until: formatJapanTime(until, 'yyyy/MM/dd HH:mm') }),
      t('otp.notYou'),
    ],
  })
}
