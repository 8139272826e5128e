import type { useTranslations } from 'next-intl'
import type { UsageTexts } from '@/components/usage/usage-texts'
import type { Locale } from '@/lib/i18n/locale'
import type { StatementFigures } from '@/lib/statements/figures'
import { pageColumns } from '@/lib/statements/list-words'
import type { Statement } from '@/lib/statements/read-statement'
import { monthText } from '@/lib/time/date-text'
import type { JapanMonth } from '@/lib/time/japan-month'
import { minuteText } from '@/lib/time/time-text'
import type { UsageKind } from '@/lib/usage/search'

export type StatementTexts = ReturnType<typeof useTranslations<'statements'>>

export const describeMonth = (month: JapanMonth, t: StatementTexts, locale: Locale) =>
  t('month', { month: monthText(month, locale) })

/** Whether a month is closed, and since when. */
export function describeState({ closing, isRunning }: Statement, t: StatementTexts, locale: Locale): string {
  if (closing) return t('sheet.closedAt', { at: minuteText(closing.closedAt, locale) })
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
