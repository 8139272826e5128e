import { useTranslations } from 'next-intl'
import { DataText } from '@/components/ui/data-text'
import { formulaExamples } from '@/lib/help/formula-rule'
import { HelpTable } from './help-table'

const code = (text: string) => (
  <code className="font-mono wrap-anywhere">
    <DataText>{text}</DataText>
  </code>
)

export function FormulaExamples() {
  const t = useTranslations('help.csv.formulaExamples')
  return (
    <HelpTable
      caption={t('title')}
      headings={[t('columns.value'), t('columns.cell')]}
      rows={formulaExamples.map(({ value, cell, isFullWidth }) => ({
        key: value,
        cells: [
          <>
            {code(value)}
            {isFullWidth && ` (${t('wide')})`}
          </>,
          code(cell),
        ],
      }))}
    />
  )
}
