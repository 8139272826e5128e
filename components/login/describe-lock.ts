import type { useTranslations } from 'next-intl'
import { formatJapanTime } from '@/lib/time/japan-time'

/** What a locked account is told. @param until the end of the ten minutes; absent where an operator locked it. */
export function describeLock(
  until: Date | undefined,
  t: ReturnType<typeof useTranslations<'login'>>,
): string {
  return until ? t('locked', { until: formatJapanTime(until, 'yyyy/MM/dd HH:mm') }) : t('lockedByOperator')
}
