import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { formatJapanTime, japanDateOf, type JapanDate } from '@/lib/time/japan-time'
import type { Correction } from '@/lib/usage/corrections'
import type { UsagePeriod } from '@/lib/usage/period'
import { useDayInWords } from './day-in-words'

/** Up to which day data has been loaded without a gap. */
export function Freshness({ until }: { until: JapanDate | undefined }) {
  const t = useTranslations('menu')
  const dayInWords = useDayInWords()
  return until ? t('freshUntil', { date: dayInWords(until) }) : t('freshNone')
}

/** Which day was last loaded anew, and when. */
export function LatestCorrection({ correction: { date, correctedAt } }: { correction: Correction }) {
  const t = useTranslations('menu')
  const dayInWords = useDayInWords()
  const at = `${dayInWords(japanDateOf(correctedAt))} ${formatJapanTime(correctedAt, 'HH:mm')}`
  return <p>{t('corrected', { date: dayInWords(date), at })}</p>
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
  const dayInWords = useDayInWords()
  if (until !== undefined && period.endDate <= until) return null
  return (
    <Notice kind="warning" size="small">
      <p>{until ? t('incomplete', { date: dayInWords(until) }) : t('nothing')}</p>
    </Notice>
  )
}
