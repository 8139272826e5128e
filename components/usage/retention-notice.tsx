import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { dayInWords } from '@/lib/time/date-text'
import type { JapanDate } from '@/lib/time/japan-time'
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
  const locale = useLocale()
  if (retainedFrom === undefined || period.startDate >= retainedFrom) return null
  const date = dayInWords(retainedFrom, locale)
  return (
    <Notice kind="warning" size="small">
      <p>{t(period.endDate < retainedFrom ? 'gone' : 'partlyGone', { date })}</p>
    </Notice>
  )
}
