import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { UsageMonth } from '@/lib/usage/daily-usage'
import type { DailyView } from '@/lib/usage/daily-view'
import { measureOf } from '@/lib/usage/split-days'
import { sumOf, useDayWords } from './day-words'

interface MonthTotalProps {
  month: UsageMonth
  /** Last month, or else this one. */
  isLast: boolean
  view: DailyView
  /** Whether the account sees the sheets of months. */
  hasSheets: boolean
}

/** What a month came to, in words, with the way to its sheet where it has one. */
export function MonthTotal({ month, isLast, view, hasSheets }: MonthTotalProps) {
  const t = useTranslations('chart')
  const { amount, monthName } = useDayWords(view)
  const { measure } = view
  const name = monthName(month.firstDay)
  const known = month.days.flatMap(({ figures }) => (figures ? [figures] : []))
  const values = {
    month: name,
    day: month.days.length,
    figure: t(`figures.${measure}`),
    total: amount(sumOf(known.map((figures) => measureOf(figures, measure)))),
  }
  const text = () => {
    if (known.length > 0) return t(isLast ? 'lastMonth' : 'thisMonth', values)
    if (!isLast) return t(values.day === 0 ? 'thisMonthBegins' : 'thisMonthMissing', values)
    return t(month.days.some(({ isPurged }) => isPurged) ? 'lastMonthPurged' : 'lastMonthMissing', values)
  }
  return (
    <>
      <span>{text()}</span>{' '}
      {hasSheets && known.some(({ calls }) => calls > 0) && (
        <TextLink
          href={paths.statement(month.firstDay.slice(0, 7))}
          aria-label={t('sheetOf', { month: name })}
          className="whitespace-nowrap print:hidden"
        >
          {t('sheet')}
        </TextLink>
      )}
    </>
  )
}
