import type { useTranslations } from 'next-intl'
import type { UsageTexts } from '@/components/usage/usage-texts'
import type { StatementFigures } from '@/lib/statements/figures'
import { pageColumns } from '@/lib/statements/list-words'
import type { Statement } from '@/lib/statements/read-statement'
import type { JapanMonth } from '@/lib/time/japan-month'
import { formatJapanTime } from '@/lib/time/japan-time'
import type { UsageKind } from '@/lib/usage/search'

export type StatementTexts = ReturnType<typeof useTranslations<'statements'>>

export const timeText = (instant: Date) => formatJapanTime(instant, 'yyyy/MM/dd HH:mm')

export const describeMonth = (month: JapanMonth, t: StatementTexts) =>
  t('month', { year: month.slice(0, 4), month: Number(month.slice(5)) })

/** Whether a month is closed, and since when. */
export function describeState({ closing, isRunning }: Statement, t: StatementTexts): string {
  if (closing) return t('sheet.closedAt', { at: timeText(closing.closedAt) })
  return t(isRunning ? 'sheet.running' : 'sheet.open')
}

/** What each figure of a sheet is called. */
export function describeFigures(
  by: UsageKind,
  t: StatementTexts,
  usage: UsageTexts,
): Record<keyof StatementFigures, string> {
  const pages = pageColumns[by]
  return {
    charge: usage('result.inYen', { heading: usage('columns.charge') }),
    records: t('figures.records'),
    destinations: usage('columns.destinationCount'),
    sentPages: usage(`columns.${pages.sentPages}`),
    billedPages: usage(`columns.${pages.billedPages}`),
  }
}
