import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { dayInWords } from '@/lib/time/date-text'
import type { JapanDate } from '@/lib/time/japan-time'
import { minuteInWords } from '@/lib/time/time-text'
import type { Correction } from '@/lib/usage/corrections'
import type { UsagePeriod } from '@/lib/usage/period'

/** Up to which day data has been loaded without a gap. */
export function Freshness({ until }: { until: JapanDate | undefined }) {
  const t = useTranslations('menu')
  const locale = useLocale()
  return until ? t('freshUntil', { date: dayInWords(until, locale) }) : t('freshNone')
}

/** Which day was last loaded anew, and when. */
export function LatestCorrection({ correction: { date, correctedAt } }: { correction: Correction }) {
  const t = useTranslations('menu')
  const locale = useLocale()
  const at = minuteInWords(correctedAt, locale)
  return <p>{t('corrected', { date: dayInWords(date, locale), at })}</p>
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
  const locale = useLocale()
  if (until !== undefined && period.endDate <= until) return null
  return (
    <Notice kind="warning" size="small">
      <p>{until ? t('incomplete', { date: dayInWords(until, locale) }) : t('nothing')}</p>
    </Notice>
  )
}
