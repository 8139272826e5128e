import { Duplex, PassThrough } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import Excel from '@protobi/exceljs'
import Papa from 'papaparse'
import ja from '@/lib/i18n/messages/usage.ja.json'
import type { UsageColumn } from './columns'

const headings: Record<string, string> = ja.columns

/** Of the file's properties. */
const creator = 'BizFAX スマートキャスト 利用状況ご確認サービス'

/** A slash by itself would be written as the reader's country has it; the backslash keeps it. */
const timeFormat = String.raw`yyyy\/mm\/dd hh:mm:ss`
export const yenFormat = '"¥"#,##0'
export const boldFont = { name: 'Calibri', size: 11, bold: true }
export const quantityFormat = '#,##0'
/** A cell that somebody edits stays a text: an identifier keeps its leading zeros. */
export const textFormat = '@'

/** A4, in the numbers of the file format. */
export const paperA4 = 9

/** One line of the sheet that says what the file holds. */
export interface SummaryLine {
  label: string
  /** A text, a quantity, an amount in yen, or a time, which is written in Japan time. */
  value: string | number | { yen: number } | Date
}

/** What a workbook says about its records, in the language of its reader. */
export interface WorkbookWords {
  /** Names of the two sheets, at most 31 characters each. */
  recordsSheet: string
  summarySheet: string
  summary: readonly SummaryLine[]
}

/**
 * Makes an Excel workbook of the lines that `copyUsage` reads, their texts as they are: a sheet of the records, with the
 * heading row of spec section 2, and one that says what they are (docs/decisions/0068). Times and quantities are
 * numbers; a text is a text cell, which no spreadsheet runs as a formula.
 *
 * It is written while it is read: when its reader is slow, it takes no more lines. Destroyed before its end it is no
 * archive: a ZIP has its list of contents at the end.
 * @param columns see `fileColumnsOf`.
 * @param records how many lines there will be.
 */
export function excelFile(columns: readonly UsageColumn[], records: number, words: WorkbookWords): Duplex {
  const written = new PassThrough()
  const book = newWorkbook(written)
  const sheet = beginRecords(book, columns, records, words.recordsSheet)
  const readCells = columns.map(cellReader)
  const addRecords = (lines: string) => {
    for (const cells of Papa.parse<string[]>(lines, { delimiter: ',', newline: '\n', skipEmptyLines: true })
      .data)
      sheet.addRow(cells.map((cell, column) => readCells[column]!(cell))).commit()
  }
  const takeLines = wholeLines()

  const file = new Duplex({
    write(piece: Buffer, _, done) {
      addRecords(takeLines(piece))
      whenTaken(written, done)
    },
    final(done) {
      sheet.commit()
      addSummary(book, words)
      book.commit().then(() => done(), done)
    },
    read: () => written.resume(),
    destroy(error, done) {
      written.destroy()
      done(error)
    },
  })
  written.on('data', (piece) => {
    if (!file.push(piece)) written.pause()
  })
  written.on('end', () => file.push(null))
  written.on('error', (error) => file.destroy(error))
  return file
}

/** A workbook that is written to a stream while its rows are added. */
export function newWorkbook(stream: PassThrough): Excel.stream.xlsx.WorkbookWriter {
  const book = new Excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  book.creator = book.lastModifiedBy = creator
  return book
}

/**
 * Calls back when a stream has passed on all that it was given. The writer itself never says that it is full: what it
 * holds reaches the stream by and by, and is waited for too.
 */
export function whenTaken(written: PassThrough, done: () => void): void {
  setImmediate(() => {
    if (written.writableNeedDrain) written.once('drain', () => whenTaken(written, done))
    else done()
  })
}

function beginRecords(
  book: Excel.stream.xlsx.WorkbookWriter,
  columns: readonly UsageColumn[],
  records: number,
  name: string,
) {
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: paperA4, orientation: 'landscape', fitToPage: true, fitToHeight: 0 },
  })
  sheet.columns = columns.map((column) => ({
    header: headings[column.key]!,
    width: Math.max(2 * headings[column.key]!.length + filterButtonWidth, contentWidth(column)),
    style: { numFmt: formatOf(column) },
  }))
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1 + records, column: columns.length } }
  const heading = sheet.getRow(1)
  heading.font = boldFont
  heading.commit()
  return sheet
}

/** Of the button that filters, in the widths of half-width characters. */
const filterButtonWidth = 4

const contentWidth = ({ isTime, isMoney, isNumber }: UsageColumn) =>
  isTime ? 21 : isMoney ? 14 : isNumber ? 10 : 16

const formatOf = ({ isTime, isMoney, isNumber }: UsageColumn) =>
  isTime ? timeFormat : isMoney ? yenFormat : isNumber ? quantityFormat : textFormat

/** What makes a cell of a column out of its text in a line; an absent value is an empty cell. */
function cellReader({ isTime, isNumber }: UsageColumn): (text: string) => Excel.CellValue {
  if (isTime) return wallTime
  if (isNumber) return (text) => (text === '' ? null : Number(text))
  return (text) => (text === '' ? null : textCell(text))
}

/** A time as Excel counts it, which knows no zone: what the clock showed. @param text `2014/07/06 09:54:13`. */
const wallTime = (text: string) => new Date(`${text.replaceAll('/', '-').replace(' ', 'T')}Z`)

const japanOffsetMilliseconds = 9 * 3_600_000

/**
 * The cell of a text. Blanks at its ends, line breaks, and what looks like a character by its number (`_x0041_`) stay as
 * they are in a text with format alone. Two characters that XML lacks become U+FFFD: no program could open the file.
 */
export function textCell(text: string): Excel.CellValue {
  const exact = text.replace(/[\ufffe\uffff]/g, '\ufffd')
  if (!/^\s|\n|\s$|_x[0-9A-Fa-f]{4}_/.test(exact)) return exact
  return { richText: [{ text: exact.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') }] }
}

function addSummary(book: Excel.stream.xlsx.WorkbookWriter, { summarySheet, summary }: WorkbookWords): void {
  const sheet = book.addWorksheet(summarySheet, {
    pageSetup: { paperSize: paperA4, orientation: 'portrait', fitToPage: true, fitToHeight: 0 },
  })
  sheet.columns = [{ width: 24 }, { width: 56 }]
  for (const { label, value } of summary) {
    const row = sheet.addRow([label])
    row.getCell(1).font = boldFont
    const cell = row.getCell(2)
    Object.assign(cell, summaryCell(value))
    cell.alignment = { horizontal: 'left', wrapText: true }
    row.commit()
  }
  sheet.commit()
}

export function summaryCell(value: SummaryLine['value']): { value: Excel.CellValue; numFmt: string } {
  if (value instanceof Date)
    return { value: new Date(value.getTime() + japanOffsetMilliseconds), numFmt: timeFormat }
  if (typeof value === 'object') return { value: value.yen, numFmt: yenFormat }
  return typeof value === 'number'
    ? { value, numFmt: quantityFormat }
    : { value: textCell(value), numFmt: textFormat }
}

/** Cuts a text that comes in pieces at the ends of its lines. A line feed inside a value is no end of a line. */
function wholeLines(): (piece: Buffer) => string {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  return (piece) => {
    const text = rest + decoder.write(piece)
    const end = lastLineEnd(text)
    rest = text.slice(end)
    return text.slice(0, end)
  }
}

/** Where the last whole line of a text ends that begins with a line. */
function lastLineEnd(text: string): number {
  let end = text.lastIndexOf('\n') + 1
  while (end > 0 && text.slice(0, end).split('"').length % 2 === 0) end = text.lastIndexOf('\n', end - 2) + 1
  return end
}
