import type { useTranslations } from 'next-intl'
import type { Locale } from '@/lib/i18n/locale'
import { minuteText } from '@/lib/time/time-text'

/** The end of a lock to the minute, never before it. */
export function formatLockEnd(until: Date, locale: Locale): string {
  const minute = 60_000
  return minuteText(new Date(Math.ceil(until.getTime() / minute) * minute), locale)
}

/** The words for a locked account. @param until the end of the ten minutes; absent where an operator locked it. */
export function describeLock(
  until: Date | undefined,
  t: ReturnType<typeof useTranslations<'login'>>,
  locale: Locale,
): string {
  return until ? t('locked', { until: formatLockEnd(until, locale) }) : t('lockedByOperator')
}
