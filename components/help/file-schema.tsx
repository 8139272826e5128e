import { useTranslations } from 'next-intl'
import { fileSchemas, type FileSchema } from '@/lib/help/file-schema'
import ja from '@/lib/i18n/messages/usage.ja.json'
import { absentNumber } from '@/lib/usage/columns'
import { HelpTable } from './help-table'

/** The headings of files are Japanese in every language (docs/decisions/0014). */
const headings: Record<string, string> = ja.columns

/** The texts of a schema, as `part` names them. */
export const schemaTexts = (schema: FileSchema) =>
  fileSchemas[schema].map(({ key }) => `usage.columns.${key}`)

function Schema({ schema }: { schema: FileSchema }) {
  const t = useTranslations('help.systems')
  return (
    <HelpTable
      caption={t(`${schema}Schema.title`)}
      headings={['column', 'type', 'length', 'absent'].map((key) => t(`schema.${key}`))}
      rows={fileSchemas[schema].map(({ key, type, lengthMax, unit, absent }) => ({
        key,
        cells: [
          <span key="column" lang="ja">
            {headings[key]}
          </span>,
          t(`schema.types.${type}`),
          t(`schema.${unit}`, { max: lengthMax }),
          absent === 'hyphens' ? <code key="absent">{absentNumber}</code> : t(`schema.${absent ?? 'always'}`),
        ],
      }))}
    />
  )
}

export const CallSchema = () => <Schema schema="call" />
export const DestinationSchema = () => <Schema schema="destination" />
export const NameSchema = () => <Schema schema="name" />
