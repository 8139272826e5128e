import type { useTranslations } from 'next-intl'
import type { OtpSending } from '@/lib/auth/one-time-password'

/** Why no code was sent. */
export function describeSending(
  sending: Exclude<OtpSending, 'sent'> | 'tooMany',
  t: ReturnType<typeof useTranslations<'verify'>>,
): string {
  return typeof sending === 'string' ? t(sending) : t('wait', { seconds: sending.waitSeconds })
}
