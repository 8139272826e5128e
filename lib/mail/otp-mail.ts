import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { formatJapanTime } from '@/lib/time/japan-time'
import { formatOtpTime } from '@/lib/time/otp-time'
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
      t('otp.askedAt', { at: formatOtpTime(askedAt) }),
      t('otp.validity', { until: formatJapanTime(until, 'yyyy/MM/dd HH:mm') }),
      t('otp.notYou'),
    ],
  })
}
