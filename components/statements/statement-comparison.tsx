import { useFormatter, useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import type { StatementFigures } from '@/lib/statements/figures'
import type { Statement } from '@/lib/statements/read-statement'
import { describeFigures } from './describe-statement'
import { useStatementWords } from './statement-words'

const figureNames = ['charge', 'records', 'destinations', 'sentPages', 'billedPages'] as const

/** The figures of the sheet, the month before beside them. */
export function StatementComparison({ statement }: { statement: Statement }) {
  const t = useTranslations('statements')
  const usage = useTranslations('usage')
  const format = useFormatter()
  const { monthText, signedText } = useStatementWords()
  const { by, month, total, earlier, earlierName, isRunning } = statement
  const earlierText = monthText(earlierName)
  const headings = describeFigures(by, t, usage)
  const ratio = (before: number, after: number) =>
    before === 0
      ? t('comparison.noRatio')
      : format.number(after / before, {
          style: 'percent',
          minimumFractionDigits: 1,
          maximumFractionDigits: 1,
        })
  const cellsOf = (name: keyof StatementFigures) => {
    const now = total[name]
    const figure = <strong key="now">{format.number(now)}</strong>
    if (!earlier) return [headings[name], figure]
    const before = earlier.total[name]
    return [
      headings[name],
      figure,
      format.number(before),
      signedText(BigInt(now) - BigInt(before)),
      ratio(Number(before), Number(now)),
    ]
  }
  const columns = ['now', ...(earlier ? ['before', 'difference', 'ratio'] : [])] as const
  return (
    <section aria-labelledby="comparison" className="flex flex-col gap-2 print:break-inside-avoid">
      <h2 id="comparison" className="text-20 font-bold">
        {t('comparison.title')}
      </h2>
      {!earlier && <p>{t('comparison.unknown', { month: earlierText })}</p>}
      {earlier && earlier.missingDays > 0 && (
        <p>{t('comparison.missing', { month: earlierText, count: earlier.missingDays })}</p>
      )}
      {earlier && isRunning && <p>{t('comparison.runningNote')}</p>}
      <RecordTable
        caption={t('comparison.caption', { month: monthText(month), earlier: earlierText })}
        columns={[
          { heading: t('comparison.figure'), isNumber: false },
          ...columns.map((column) => ({
            heading: t(`comparison.${column as 'now'}`),
            isNumber: true,
          })),
        ]}
        rows={figureNames.map(cellsOf)}
      />
      <p className="text-14 text-quiet">
        {t('sheet.recordsNote', { sent: headings.sentPages, billed: headings.billedPages })}
        {by === 'destination' && ` ${t('sheet.lateNote')}`}
      </p>
    </section>
  )
}
