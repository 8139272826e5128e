import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { RecordTable } from '@/components/table/record-table'
import type { DayFigures, UsageMonth } from '@/lib/usage/daily-usage'
import type { DailyView } from '@/lib/usage/daily-view'
import type { SplitDays } from '@/lib/usage/split-days'
import { dayAddress, sumOf, useDayWords } from './day-words'

interface DailyTableProps {
  month: UsageMonth
  view: DailyView
  split: SplitDays
}

/**
 * The numbers of a month's picture, each day leading to its records: all three figures, or where bars are split the kinds
 * of the one that is drawn.
 */
export function DailyTable({ month, view, split: { kinds, values } }: DailyTableProps) {
  const t = useTranslations('chart')
  const format = useFormatter()
  const { dayName, kindName, monthName } = useDayWords(view)
  const name = monthName(month.firstDay)
  const headings = kinds
    ? [t(`${view.measure}InUnit`), ...kinds.map(kindName)]
    : [t('calls'), t('sentPages'), t('chargeInUnit')]
  const ofFigures = ({ calls, sentPages, charge }: DayFigures) => [BigInt(calls), sentPages, charge]
  const lines = month.days.map((day) => {
    const parts = values.get(day.date) ?? []
    const amounts = day.figures && (kinds ? [sumOf(parts), ...parts] : ofFigures(day.figures))
    return { day, amounts }
  })
  const blank = headings.slice(1).map(() => '')
  return (
    <RecordTable
      caption={
        kinds
          ? t('splitCaption', {
              month: name,
              figure: t(`${view.measure}InUnit`),
              split: t(`splits.${view.split!}`),
            })
          : t('tableCaption', { month: name })
      }
      columns={[
        { heading: t('day'), isNumber: false },
        ...headings.map((heading) => ({ heading, isNumber: true })),
      ]}
      rows={lines.map(({ day, amounts }): ReactNode[] => {
        const text = dayName(day.date)
        const address = dayAddress(day)
        const link = address && (
          <a
            key="day"
            href={address}
            aria-label={t('searchDay', { date: text, count: day.figures!.calls })}
            className="inline-flex min-h-6 items-center"
          >
            {text}
          </a>
        )
        const cells = amounts
          ? amounts.map((amount) => format.number(amount))
          : [t(day.isPurged ? 'purged' : 'missing'), ...blank]
        return [link ?? text, ...cells]
      })}
      total={[
        t('total'),
        ...headings.map((_, place) =>
          format.number(sumOf(lines.flatMap(({ amounts }) => (amounts ? [amounts[place]!] : [])))),
        ),
      ]}
    />
  )
}
