import { useLocale, useTranslations } from 'next-intl'
import { DataText } from '@/components/ui/data-text'
import type { Locale } from '@/lib/i18n/locale'
import en from '@/lib/i18n/messages/usage.en.json'
import ja from '@/lib/i18n/messages/usage.ja.json'
import { columnsOf, nameColumns, type UsageColumn } from '@/lib/usage/columns'
import { HelpTable } from './help-table'
import { HelpText } from './help-text'
import type { HelpValues } from '@/lib/help/help-values'
import { sampleNames, sampleRecords } from '@/lib/help/sample-records'

/** The headings in the language that the page is not in. */
const otherHeadings: Record<Locale, { locale: Locale; headings: Record<string, string> }> = {
  ja: { locale: 'en', headings: en.columns },
  en: { locale: 'ja', headings: ja.columns },
}

interface ColumnDictionaryProps {
  /** The section that it stands in. */
  section: 'call' | 'destination' | 'names'
  columns: readonly UsageColumn[]
  /** A text for each column. */
  example: readonly string[]
  values: HelpValues
}

/** What each of some columns means, in their order. */
function ColumnDictionary({ section, columns, example, values }: ColumnDictionaryProps) {
  const t = useTranslations()
  const other = otherHeadings[useLocale()]
  return (
    <HelpTable
      caption={t(`help.columns.${section}.title`)}
      headings={['column', 'meaning', 'example'].map((key) => t(`help.columns.tableHeadings.${key}`))}
      rows={columns.map((column, index) => ({
        key: column.key,
        cells: [
          <>
            {t(`usage.columns.${column.key}`)}
            <span lang={other.locale} className="block text-14 font-normal">
              {other.headings[column.key]}
            </span>
          </>,
          <HelpText key="meaning" of={`columns.entries.${column.key}`} values={values} />,
          <span key="example" className="tabular-nums">
            <DataText>{example[index]!}</DataText>
          </span>,
        ],
      }))}
    />
  )
}

export const CallColumns = ({ values }: { values: HelpValues }) => (
  <ColumnDictionary
    section="call"
    columns={columnsOf('call')}
    example={sampleRecords.call[0]!}
    values={values}
  />
)

export const DestinationColumns = ({ values }: { values: HelpValues }) => (
  <ColumnDictionary
    section="destination"
    columns={columnsOf('destination')}
    example={sampleRecords.destination[0]!}
    values={values}
  />
)

export const NameColumns = ({ values }: { values: HelpValues }) => (
  <ColumnDictionary section="names" columns={nameColumns} example={sampleNames} values={values} />
)
