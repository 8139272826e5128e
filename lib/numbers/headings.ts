import en from '@/lib/i18n/messages/numbers.en.json'
import ja from '@/lib/i18n/messages/numbers.ja.json'
import { nameColumns, type NameColumn } from './number-name'

/** The heading row of files: Japanese in whatever language the portal is read (docs/decisions/0014). */
export const fileHeadings = nameColumns.map((column) => ja.columns[column])

const columnOfHeading = new Map<string, NameColumn>(
  nameColumns.flatMap((column) =>
    [ja, en].map(({ columns }) => [columns[column].toLowerCase(), column] as const),
  ),
)

/** The column that a heading names, in either language; undefined for any other text. */
export const headingColumn = (heading: string): NameColumn | undefined =>
  columnOfHeading.get(heading.trim().toLowerCase())
