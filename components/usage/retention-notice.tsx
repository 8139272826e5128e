import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { formatJapanTime, japanInstant, type JapanDate } from '@/lib/time/japan-time'
import type { UsagePeriod } from '@/lib/usage/period'

/** Says that a search reaches into time whose records are no longer kept; nothing where it does not. */
export function RetentionNotice({
  period,
  retainedFrom,
}: {
  period: Pick<UsagePeriod, 'startDate' | 'endDate'>
  /** From lib/usage/loaded-days.ts. */
  retainedFrom: JapanDate | undefined
}) {
  const t = useTranslations('usage.retention')
  if (retainedFrom === undefined || period.startDate >= retainedFrom) return null
  const date = formatJapanTime(japanInstant(retainedFrom, 0), 'yyyy年MM月dd日')
  return (
    <Notice kind="warning" size="small" role="status">
      <p>{t(period.endDate < retainedFrom ? 'gone' : 'partlyGone', { date })}</p>
    </Notice>
  )
}
