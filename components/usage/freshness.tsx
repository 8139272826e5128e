import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { formatJapanTime, japanInstant, type JapanDate } from '@/lib/time/japan-time'
import type { UsagePeriod } from '@/lib/usage/period'

/** Up to which day data has been loaded without a gap. */
export function Freshness({ until }: { until: JapanDate | undefined }) {
  const t = useTranslations('menu')
  return until ? t('freshUntil', { date: dayOf(until) }) : t('freshNone')
}

/** Says that a search reaches past the data that has been loaded; nothing where it does not. */
export function FreshnessNotice({
  period,
  until,
}: {
  period: Pick<UsagePeriod, 'endDate'>
  /** From lib/usage/loaded-days.ts. */
  until: JapanDate | undefined
}) {
  const t = useTranslations('usage.freshness')
  if (until !== undefined && period.endDate <= until) return null
  return (
    <Notice kind="warning" size="small">
      <p>{until ? t('incomplete', { date: dayOf(until) }) : t('nothing')}</p>
    </Notice>
  )
}

const dayOf = (date: JapanDate) => formatJapanTime(japanInstant(date, 0), 'yyyy年MM月dd日')
