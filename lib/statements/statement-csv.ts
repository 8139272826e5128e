import Papa from 'papaparse'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FileFormat } from '@/lib/files/file-format'
import { formulaSafe } from '@/lib/files/formula-safe'
import { charactersLost, encodeShiftJis } from '@/lib/files/shift-jis'
import statementsJa from '@/lib/i18n/messages/statements.ja.json'
import usageJa from '@/lib/i18n/messages/usage.ja.json'
import { fileDayText } from '@/lib/time/date-text'
import { absentWord, listWord, pageColumns } from './list-words'
import type { Statement } from './read-statement'
import type { StatementLine, StatementListName } from './statement-lists'

const byteOrderMark = '\ufeff'

/** The name of a sheet's file: `statement_call_202610.csv`. */
export const statementFileName = ({ month, by }: Pick<Statement, 'month' | 'by'>, format: FileFormat) =>
  `statement_${by}_${month.replace('-', '')}.${format}`

/**
 * A sheet as a CSV file (RFC 4180): a row for each line of each list, whose first column names the list. The total has the
 * first row, whose 区分 is 合計: the rows of each other 区分 add up to it. It is Japanese in whatever language the portal
 * is read, as every file of usage. Texts that a spreadsheet would run have an apostrophe before them.
 * @param statement with all lines of its lists.
 */
export function statementCsv(statement: Statement, encoding: FileEncoding): Buffer {
  const text = `${Papa.unparse(rowsOf(statement), { newline: '\r\n' })}\r\n`
  return encoding === 'utf-8' ? Buffer.from(byteOrderMark + text) : encodeShiftJis(text)
}

/** How many characters of the file become 〓 in Shift_JIS; 0 where not all lines are told, and nobody knows. */
export const statementLoss = (statement: Statement): number =>
  statement.lists.some(({ rest }) => rest) ? 0 : charactersLost(rowsOf(statement).flat().join(''))

function rowsOf({ month, by, total, lists }: Statement): string[][] {
  const { file, keys, line: words, figures } = statementsJa
  const { columns } = usageJa
  const pages = pageColumns[by]
  const headings = [
    file.section,
    file.key,
    words.name,
    figures.records,
    columns.destinationCount,
    columns[pages.sentPages],
    columns[pages.billedPages],
    columns.charge,
    file.state,
  ]
  const row = (
    section: string,
    key: string,
    { name = '', figures, isMissing }: Omit<StatementLine, 'key'>,
  ) => {
    const { records, destinations, sentPages, billedPages, charge } = figures
    return [
      section,
      formulaSafe(key),
      formulaSafe(name),
      ...[records, destinations, sentPages, billedPages, charge].map(String),
      isMissing ? words.missing : '',
    ]
  }
  const keyText = (list: StatementListName, key: string) => {
    if (key === '') return words[absentWord(list)]
    return list === 'day' ? fileDayText(key) : key
  }
  return [
    headings,
    row(file.total, month, { figures: total }),
    ...lists.flatMap((list) =>
      list.lines.map((line) => row(keys[listWord(list.name, by)], keyText(list.name, line.key), line)),
    ),
  ]
}
