import type { useTranslations } from 'next-intl'
import type { OtpSending } from '@/lib/auth/one-time-password'

/** Why no code was sent. */
export function describeSending(
  sending: Exclude<OtpSending, 'sent'> | 'tooMany',
  t: ReturnType<typeof useTranslations<'verify'>>,
): string {
  return typeof sending === 'string' ? t(sending) : t('wait', { seconds: sending.waitSeconds })
}

/** What a page says of the mail that led to it: `mail` of its address tells where it was not sent. */
export function describeFirstMail(
  mail: unknown,
  address: string,
  t: ReturnType<typeof useTranslations<'verify'>>,
): { isSent: boolean; text: string } {
  if (mail === 'notSent' || mail === 'tooMany') return { isSent: false, text: t(mail) }
  return { isSent: true, text: t('sentTo', { address }) }
}
