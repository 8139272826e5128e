import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'
import type { StatementMonth } from '@/lib/statements/list-months'
import { dayInWords } from '@/lib/time/date-text'
import type { JapanDate } from '@/lib/time/japan-time'
import { minuteText } from '@/lib/time/time-text'
import { keptUntil } from '@/lib/usage/retention'
import { useStatementWords } from './statement-words'

/**
 * The months that have a sheet, the newest first, each leading to it.
 * @param props.retentionMonths USAGE_RETENTION_MONTHS: each month then says until when its data stays.
 * @param props.today decides which have outlived that.
 */
export function MonthList({
  months,
  retentionMonths,
  today,
}: {
  months: StatementMonth[]
  retentionMonths: number | undefined
  today: JapanDate
}) {
  const t = useTranslations('statements.months')
  const words = useTranslations('statements')
  const kept = useTranslations('retention')
  const { monthText } = useStatementWords()
  const locale = useLocale()
  const format = useFormatter()
  if (months.length === 0) return <Notice kind="information">{words('none')}</Notice>
  const stateOf = ({ missingDays, isRunning, corrections }: StatementMonth) =>
    [
      isRunning ? t('running') : missingDays === 0 ? t('complete') : '',
      missingDays > 0 ? t('missing', { count: missingDays }) : '',
      corrections > 0 ? t('corrected', { count: corrections }) : '',
    ]
      .filter((text) => text !== '')
      .join(' / ')
  const closingOf = ({ closedAt, correctionsAfterClosing }: StatementMonth) => {
    if (!closedAt) return t('open')
    const closed = t('closedAt', { at: minuteText(closedAt, locale) })
    return correctionsAfterClosing === 0
      ? closed
      : `${closed} / ${t('correctedAfterClosing', { count: correctionsAfterClosing })}`
  }
  const keptCell = (until: JapanDate) => {
    if (until >= today) return dayInWords(until, locale)
    return (
      <span key="kept" className="record-lines whitespace-normal">
        {dayInWords(until, locale)}
        <span className="block text-14 text-quiet">{kept('past')}</span>
      </span>
    )
  }
  return (
    <RecordTable
      caption={t('caption')}
      columns={[
        { heading: t('month'), isNumber: false },
        { heading: t('records'), isNumber: true },
        { heading: t('charge'), isNumber: true },
        { heading: t('state'), isNumber: false },
        { heading: t('closing'), isNumber: false },
        ...(retentionMonths === undefined ? [] : [{ heading: kept('column'), isNumber: false }]),
      ]}
      rows={months.map((month) => [
        <a key="month" href={paths.statement(month.month)} className="inline-flex min-h-8 items-center">
          {monthText(month.month)}
        </a>,
        format.number(month.records),
        format.number(month.charge),
        stateOf(month),
        closingOf(month),
        ...(retentionMonths === undefined ? [] : [keptCell(keptUntil(month.month, retentionMonths))]),
      ])}
    />
  )
}
