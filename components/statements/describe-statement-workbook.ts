import type { UsageTexts } from '@/components/usage/usage-texts'
import type { Locale } from '@/lib/i18n/locale'
import { listWord } from '@/lib/statements/list-words'
import type { Statement } from '@/lib/statements/read-statement'
import type { StatementWorkbookWords } from '@/lib/statements/statement-excel'
import type { StatementListName } from '@/lib/statements/statement-lists'
import { describeFigures, describeMonth, describeState, type StatementTexts } from './describe-statement'

/** Puts into words what the Excel workbook of a sheet holds. */
export function describeStatementWorkbook(
  statement: Statement,
  contract: { number: string; name: string },
  t: StatementTexts,
  usage: UsageTexts,
  locale: Locale,
): StatementWorkbookWords {
  const { by, month, lists, asOf, missingDays, corrections, closing, earlier } = statement
  const after = corrections.filter(({ isAfterClosing }) => isAfterClosing).length
  const corrected = () => {
    const count = corrections.length
    if (count === 0) return t('workbook.none')
    return after === 0
      ? t('workbook.correctedCount', { count })
      : t('workbook.correctedAfterClosing', { count, after })
  }
  const columns = ['figure', 'now', 'before', 'difference', 'ratio'] as const
  return {
    summarySheet: t('workbook.summary'),
    summary: [
      { label: t('workbook.statement'), value: t('sheet.title', { month: describeMonth(month, t, locale) }) },
      { label: t('sheet.contract'), value: `${contract.number} ${contract.name}` },
      { label: t('sheet.kind'), value: t(`kinds.${by}`) },
      { label: t('sheet.asOf'), value: asOf },
      { label: t('sheet.state'), value: describeState(statement, t, locale) },
      {
        label: t('workbook.missingDays'),
        value:
          missingDays.length === 0
            ? t('workbook.none')
            : t('workbook.missing', { count: missingDays.length }),
      },
      { label: t('workbook.corrected'), value: corrected() },
      ...(closing && after > 0
        ? [{ label: t('workbook.atClosing'), value: { yen: Number(closing.figures.charge) } }]
        : []),
      { label: t('workbook.note'), value: t('notInvoice') },
      ...(by === 'destination' ? [{ label: '', value: t('sheet.lateNote') }] : []),
      ...(earlier
        ? []
        : [
            {
              label: '',
              value: t('comparison.unknown', { month: describeMonth(statement.earlierName, t, locale) }),
            },
          ]),
      ...(earlier && earlier.missingDays > 0
        ? [
            {
              label: '',
              value: t('comparison.missing', {
                month: describeMonth(statement.earlierName, t, locale),
                count: earlier.missingDays,
              }),
            },
          ]
        : []),
    ],
    comparison: {
      headings: columns.map((column) => t(`comparison.${column}`)),
      figures: describeFigures(by, t, usage),
    },
    listSheets: Object.fromEntries(
      lists.map(({ name }) => [name, t(`lists.${listWord(name, by)}`)]),
    ) as Record<StatementListName, string>,
    correctionsSheet: t('workbook.corrections'),
  }
}
