import type { useTranslations } from 'next-intl'
import type { MistakenCode } from '@/lib/auth/find-mistaken-code'
import type { Locale } from '@/lib/i18n/locale'
import { secondText } from '@/lib/time/time-text'

/** What is said of a wrong code. @param mistaken the mail that it came from, where that is known. */
export function describeWrongCode(
  mistaken: MistakenCode | undefined,
  t: ReturnType<typeof useTranslations<'verify'>>,
  locale: Locale,
): string {
  if (!mistaken) return t('refused')
  return t(mistaken.isOlder ? 'newerSent' : 'otherBrowser', { at: secondText(mistaken.askedAt, locale) })
}
