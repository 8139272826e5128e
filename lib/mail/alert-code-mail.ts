import { translator } from '@/lib/i18n/translator'
import { minuteText, secondText } from '@/lib/time/time-text'
import { mailFromParagraphs } from './mail-from-paragraphs'
import type { Mail } from './mail'
import type { otpMail } from './otp-mail'

/** The mail that carries the code which makes an address one that alerts are mailed to. Its reader may have no account. */
export function alertCodeMail({ to, code, askedAt, until, locale }: Parameters<typeof otpMail>[0]): Mail {
  const t = translator(locale, 'mail')
  return mailFromParagraphs({
    to,
    locale,
    subject: t('alertCode.subject'),
    paragraphs: [
      t('alertCode.lead'),
      { prominent: code },
      t('otp.askedAt', { at: secondText(askedAt, locale) }),
      t('otp.validity', { until: minuteText(until, locale) }),
      t('alertCode.notYou'),
    ],
  })
}
