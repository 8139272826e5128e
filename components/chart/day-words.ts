import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { paths } from '@/lib/paths'
import { dayText, monthText, shortWeekdayText } from '@/lib/time/date-text'
import { japanMonthOf } from '@/lib/time/japan-month'
import type { JapanDate } from '@/lib/time/japan-time'
import type { DayUsage } from '@/lib/usage/daily-usage'
import type { DailyView } from '@/lib/usage/daily-view'
import { wholeDaysParameters } from '@/lib/usage/search'
import type { SplitDays } from '@/lib/usage/split-days'

type Kinds = NonNullable<SplitDays['kinds']>

const isAboveZero = (value: bigint) => value > 0n

export const sumOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n)

/** The words that picture and tables share. */
export function useDayWords({ measure }: DailyView) {
  const t = useTranslations('chart')
  const format = useFormatter()
  const locale = useLocale()
  const amount = (value: bigint) => t('amount', { measure, amount: format.number(value) })
  const kindName = ({ code }: Kinds[number]) => (code === '' ? t('absent') : (code ?? t('others')))
  return {
    amount,
    kindName,
    monthName: (firstDay: JapanDate) => monthText(japanMonthOf(firstDay), locale),
    /** With the day of the week. */
    dayName: (date: JapanDate) => shortWeekdayText(date, locale),
    /** What there is to say of a day: its figure, and of which kinds that is. */
    dayText: ({ date, figures, isPurged }: DayUsage, values: readonly bigint[], kinds?: Kinds): string => {
      const day = dayText(date, locale)
      if (!figures) return t(isPurged ? 'purgedDay' : 'missingDay', { date: day })
      const text = t('dayText', {
        measure,
        date: day,
        figure: t(measure),
        amount: amount(sumOf(values)),
        calls: figures.calls,
      })
      if (!kinds || !values.some(isAboveZero)) return text
      const parts = kinds.flatMap((kind, place) =>
        isAboveZero(values[place]!) ? [`${kindName(kind)} ${amount(values[place]!)}`] : [],
      )
      return t('dayParts', { day: text, parts: parts.join(t('between')) })
    },
  }
}

/** The search that shows the calls of a whole day; undefined where there are none. */
export const dayAddress = ({ date, figures }: DayUsage): string | undefined =>
  figures && figures.calls > 0 ? paths.usage(wholeDaysParameters(date, date, 'call')) : undefined
