import { PassThrough, type Readable } from 'node:stream'
import type Excel from '@protobi/exceljs'
import statementsJa from '@/lib/i18n/messages/statements.ja.json'
import usageJa from '@/lib/i18n/messages/usage.ja.json'
import {
  boldFont,
  newWorkbook,
  paperA4,
  quantityFormat,
  summaryCell,
  textCell,
  textFormat,
  whenTaken,
  yenFormat,
  type SummaryLine,
} from '@/lib/usage/excel-file'
import type { StatementFigures } from './figures'
import { absentWord, listWord, pageColumns } from './list-words'
import type { Statement } from './read-statement'
import type { StatementLine, StatementList, StatementListName } from './statement-lists'

/** What the workbook of a sheet says, in the language of its reader. Names of sheets have at most 31 characters. */
export interface StatementWorkbookWords {
  summarySheet: string
  /** What the sheet is of, its state and its totals. */
  summary: readonly SummaryLine[]
  /** The table below: its headings, and the name of each figure. */
  comparison: { headings: readonly string[]; figures: Record<keyof StatementFigures, string> }
  listSheets: Record<StatementListName, string>
  correctionsSheet: string
}

const dayFormat = String.raw`yyyy\/mm\/dd`
const differenceFormat = '+#,##0;-#,##0;0'
const percentFormat = '0.0%'

const { keys, line: words, figures: figureWords, corrections: correctionWords, file } = statementsJa
const { columns: usageColumns } = usageJa

/**
 * A sheet of which all lines are told as an Excel workbook: an overview, a sheet each list with its total, and one of the
 * corrections where there are any (docs/decisions/0068). Days and times, quantities and amounts are numbers; a text is
 * a text cell, which no spreadsheet runs as a formula. Headings of lists are Japanese, as in every file of usage.
 *
 * It is written while it is read. What goes wrong meanwhile breaks it: a part is no archive.
 */
export function statementExcel(statement: Statement, words: StatementWorkbookWords): Readable {
  const written = new PassThrough()
  writeWorkbook(written, statement, words).catch((error: unknown) => written.destroy(error as Error))
  return written
}

async function writeWorkbook(written: PassThrough, statement: Statement, words: StatementWorkbookWords) {
  const book = newWorkbook(written)
  addOverview(book, statement, words)
  for (const list of statement.lists)
    await addList(book, written, statement, list, words.listSheets[list.name])
  if (statement.corrections.length > 0) addCorrections(book, statement, words.correctionsSheet)
  await book.commit()
}

type Cell = Pick<Excel.Style, 'numFmt'> & { value: Excel.CellValue }
type Book = Excel.stream.xlsx.WorkbookWriter

const text = (value: string): Cell => ({ value: value === '' ? null : textCell(value), numFmt: textFormat })
const number = (value: number | bigint, numFmt = quantityFormat): Cell => ({ value: Number(value), numFmt })
/** Excel knows no zone: a day is what the calendar showed. */
const day = (date: string): Cell => ({ value: new Date(`${date}T00:00:00Z`), numFmt: dayFormat })

function addRow(sheet: Excel.Worksheet, cells: readonly Cell[], isBold = false): void {
  const row = sheet.addRow([])
  for (const [index, cell] of cells.entries()) Object.assign(row.getCell(index + 1), cell)
  if (isBold) row.font = boldFont
  row.commit()
}

/** A sheet with a heading row that stays in view. */
function addTable(book: Book, name: string, columns: readonly { heading: string; width: number }[]) {
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: paperA4, orientation: 'portrait', fitToPage: true, fitToHeight: 0 },
  })
  sheet.columns = columns.map(({ width }) => ({ width }))
  addRow(
    sheet,
    columns.map(({ heading }) => text(heading)),
    true,
  )
  return sheet
}

function addOverview(book: Book, { total, earlier }: Statement, words: StatementWorkbookWords): void {
  const sheet = book.addWorksheet(words.summarySheet, {
    pageSetup: { paperSize: paperA4, orientation: 'portrait', fitToPage: true, fitToHeight: 0 },
  })
  sheet.columns = [{ width: 24 }, { width: 22 }, { width: 18 }, { width: 18 }, { width: 12 }]
  for (const { label, value } of words.summary) {
    const row = sheet.addRow([label])
    row.getCell(1).font = boldFont
    Object.assign(row.getCell(2), summaryCell(value), { alignment: { horizontal: 'left' } })
    row.commit()
  }
  addRow(sheet, [])
  const { headings, figures } = words.comparison
  addRow(sheet, headings.slice(0, earlier ? 5 : 2).map(text), true)
  for (const name of ['charge', 'records', 'destinations', 'sentPages', 'billedPages'] as const) {
    const format = name === 'charge' ? yenFormat : quantityFormat
    const [now, before] = [Number(total[name]), Number(earlier?.total[name] ?? 0)]
    addRow(sheet, [
      text(figures[name]),
      number(now, format),
      ...(earlier ? [number(before, format), number(now - before, differenceFormat)] : []),
      ...(earlier && before > 0 ? [number(now / before, percentFormat)] : []),
    ])
  }
  sheet.commit()
}

/** Between two looks at whether the reader keeps up. */
const linesAtOnce = 500

async function addList(
  book: Book,
  written: PassThrough,
  { by, total }: Statement,
  { name, lines }: StatementList,
  sheetName: string,
): Promise<void> {
  const pages = pageColumns[by]
  const isOfDays = name === 'day'
  const hasNames = name === 'caller'
  const figureHeadings = [
    figureWords.records,
    usageColumns.destinationCount,
    usageColumns[pages.sentPages],
    usageColumns[pages.billedPages],
  ]
  const sheet = addTable(book, sheetName, [
    { heading: keys[listWord(name, by)], width: isOfDays ? 14 : 22 },
    ...(hasNames ? [{ heading: words.name, width: 28 }] : []),
    ...figureHeadings.map((heading) => ({ heading, width: 12 })),
    { heading: usageColumns.charge, width: 16 },
    ...(isOfDays ? [{ heading: file.state, width: 10 }] : []),
  ])
  const rowOf = (key: Cell, { name = '', figures, isMissing }: Omit<StatementLine, 'key'>) => [
    key,
    ...(hasNames ? [text(name)] : []),
    ...[figures.records, figures.destinations, figures.sentPages, figures.billedPages].map((figure) =>
      number(figure),
    ),
    number(figures.charge, yenFormat),
    ...(isMissing ? [text(words.missing)] : []),
  ]
  const keyOf = (key: string) => {
    if (key === '') return text(words[absentWord(name)])
    return isOfDays ? day(key) : text(key)
  }
  for (const [index, line] of lines.entries()) {
    addRow(sheet, rowOf(keyOf(line.key), line))
    if (index % linesAtOnce === 0) await new Promise<void>((resolve) => whenTaken(written, resolve))
  }
  addRow(sheet, rowOf(text(words.total), { figures: total }), true)
  sheet.commit()
}

function addCorrections(book: Book, { corrections, closing }: Statement, name: string): void {
  const headings = [
    'date',
    'at',
    'recordsBefore',
    'recordsAfter',
    'before',
    'after',
    'difference',
    'closing',
  ] as const
  const sheet = addTable(
    book,
    name,
    headings.map((heading) => ({ heading: correctionWords[heading], width: heading === 'at' ? 21 : 14 })),
  )
  for (const { date, correctedAt, before, after, isAfterClosing } of corrections) {
    const ofBefore = (figure: number | bigint | undefined, format: string) =>
      figure === undefined ? text(correctionWords.wasMissing) : number(figure, format)
    addRow(sheet, [
      day(date),
      summaryCell(correctedAt),
      ofBefore(before?.records, quantityFormat),
      number(after.records),
      ofBefore(before?.charge, yenFormat),
      number(after.charge, yenFormat),
      number(after.charge - (before?.charge ?? 0n), differenceFormat),
      text(closing ? correctionWords[isAfterClosing ? 'afterClosing' : 'beforeClosing'] : ''),
    ])
  }
  sheet.commit()
}
