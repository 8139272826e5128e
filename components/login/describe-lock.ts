import type { useTranslations } from 'next-intl'
import { formatJapanTime } from '@/lib/time/japan-time'

/** The end of a lock to the minute, never before it: `2026/11/22 12:10`. */
export function formatLockEnd(until: Date): string {
  const minute = 60_000
  return formatJapanTime(new Date(Math.ceil(until.getTime() / minute) * minute), 'yyyy/MM/dd HH:mm')
}

/** The words for a locked account. @param until the end of the ten minutes; absent where an operator locked it. */
export function describeLock(
  until: Date | undefined,
  t: ReturnType<typeof useTranslations<'login'>>,
): string {
  return until ? t('locked', { until: formatLockEnd(until) }) : t('lockedByOperator')
}
