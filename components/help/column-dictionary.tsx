import { useLocale, useTranslations } from 'next-intl'
import en from '@/lib/i18n/messages/usage.en.json'
import ja from '@/lib/i18n/messages/usage.ja.json'
import { columnsOf } from '@/lib/usage/columns'
import type { UsageKind } from '@/lib/usage/search'
import { HelpTable } from './help-table'
import { HelpText } from './help-text'
import type { HelpValues } from '@/lib/help/help-values'
import { sampleRecords } from '@/lib/help/sample-records'

/** The headings in the language that the page is not in. */
const otherHeadings: Record<string, { locale: string; headings: Record<string, string> }> = {
  ja: { locale: 'en', headings: en.columns },
  en: { locale: 'ja', headings: ja.columns },
}

/** What each column of a result means, in their order: those of `columnsOf`, so that none is left out. */
function ColumnDictionary({ kind, values }: { kind: UsageKind; values: HelpValues }) {
  const t = useTranslations()
  const other = otherHeadings[useLocale()]!
  const example = sampleRecords[kind][0]!
  return (
    <HelpTable
      caption={t(`help.columns.${kind}.title`)}
      headings={['column', 'meaning', 'example'].map((key) => t(`help.columns.tableHeadings.${key}`))}
      rows={columnsOf(kind).map((column, index) => ({
        key: column.key,
        cells: [
          <>
            {t(`usage.columns.${column.key}`)}
            <span lang={other.locale} className="block text-12 font-normal">
              {other.headings[column.key]}
            </span>
          </>,
          <HelpText key="meaning" of={`columns.entries.${column.key}`} values={values} />,
          <span key="example" className="tabular-nums">
            {example[index]}
          </span>,
        ],
      }))}
    />
  )
}

export const CallColumns = ({ values }: { values: HelpValues }) => (
  <ColumnDictionary kind="call" values={values} />
)

export const DestinationColumns = ({ values }: { values: HelpValues }) => (
  <ColumnDictionary kind="destination" values={values} />
)
