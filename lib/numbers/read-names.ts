import Papa from 'papaparse'
import { withoutFormulaGuard } from '@/lib/files/formula-safe'
import { headingColumn } from './headings'
import {
  checkName,
  nameColumns,
  numberNamesMax,
  type NameColumn,
  type NamedNumber,
  type NameProblemCode,
} from './number-name'

/** A name as it came: a column that is not there says nothing of what stands in it by now. */
export type NameEntry = Pick<NamedNumber, 'number' | 'name'> & Partial<NamedNumber>

/** A line that cannot be taken. */
export interface BadLine {
  /** Of the text, from 1. */
  line: number
  column?: NameColumn
  code: NameProblemCode | 'lineBreak' | 'quote' | 'tooManyValues' | 'duplicate'
  /** The line that has the same number. */
  first?: number
}

/** Bad lines that are listed one by one; more are counted. */
export const badLinesShownMax = 100

export type ReadNames =
  | { outcome: 'read'; entries: NameEntry[] }
  | { outcome: 'empty' | 'tooMany' }
  /** The heading row lacks 番号 or 名称, has a column twice, or one that there is not. */
  | { outcome: 'heading'; code: 'missing' | 'repeated'; column: NameColumn }
  | { outcome: 'heading'; code: 'unknown'; heading: string }
  | { outcome: 'bad'; lines: BadLine[]; count: number }

/** Blank lines are passed over, but not so many that the text is no list any more. */
const linesMax = 2 * numberNamesMax

/**
 * Reads a list of names: CSV, or what a spreadsheet gives when cells are copied (values between tabs), with a heading
 * row or without, then in the order 番号, 名称, 部署, 科目コード. All of it or nothing: one bad line refuses the list.
 * What a file of ours has before a formula is taken off again (docs/decisions/0046).
 */
export function readNames(text: string): ReadNames {
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if (countOf('\n', lines) > linesMax) return { outcome: 'tooMany' }
  const delimiter = lines.slice(0, lines.indexOf('\n') + 1 || undefined).includes('\t') ? '\t' : ','
  const { data, errors } = Papa.parse<string[]>(lines, { delimiter, newline: '\n' })
  const misquoted = new Set(errors.map(({ row }) => row))
  const rows = numbered(data).filter(({ cells }, row) => misquoted.has(row) || cells.some(isFilled))
  if (rows.length === 0) return { outcome: 'empty' }

  const heading = readHeading(rows[0]!.cells)
  if (heading && 'outcome' in heading) return heading
  const columns = heading?.columns ?? [...nameColumns]
  const body = heading ? rows.slice(1) : rows
  if (body.length === 0) return { outcome: 'empty' }
  if (body.length > numberNamesMax) return { outcome: 'tooMany' }
  return readRows(body, columns, misquoted)
}

interface Row {
  row: number
  line: number
  cells: string[]
}

const isFilled = (cell: string) => cell.trim() !== ''

function countOf(character: string, text: string): number {
  let count = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++
  return count
}

/** Says on which line each row begins: a value in quotes may take several. */
function numbered(data: string[][]): Row[] {
  let line = 1
  return data.map((cells, row) => {
    const numberedRow = { row, line, cells }
    line += 1 + cells.reduce((breaks, cell) => breaks + countOf('\n', cell), 0)
    return numberedRow
  })
}

/**
 * Reads a row as headings: one that begins with a heading, where a number would stand, or has those of 番号 and 名称.
 * @returns the column of each cell; undefined for any other row.
 */
function readHeading(
  cells: string[],
): { columns: (NameColumn | undefined)[] } | Extract<ReadNames, { outcome: 'heading' }> | undefined {
  const columns = cells.map(headingColumn)
  const hasBoth = columns.includes('number') && columns.includes('name')
  if (!hasBoth && !columns[cells.findIndex(isFilled)]) return undefined
  for (const column of ['number', 'name'] as const)
    if (!columns.includes(column)) return { outcome: 'heading', code: 'missing', column }
  const repeated = columns.find((column, at) => column && columns.indexOf(column) < at)
  if (repeated) return { outcome: 'heading', code: 'repeated', column: repeated }
  const unknown = cells.find((cell, at) => isFilled(cell) && !columns[at])
  if (unknown !== undefined) return { outcome: 'heading', code: 'unknown', heading: unknown.trim() }
  return { columns }
}

function readRows(rows: Row[], columns: (NameColumn | undefined)[], misquoted: Set<unknown>): ReadNames {
  const entries: NameEntry[] = []
  const lines: BadLine[] = []
  let count = 0
  const refuse = (bad: BadLine) => {
    count++
    if (lines.length < badLinesShownMax) lines.push(bad)
  }
  const lineOfNumber = new Map<string, number>()
  for (const { row, line, cells } of rows) {
    const given = valuesOf(cells, columns)
    if (misquoted.has(row)) refuse({ line, code: 'quote' })
    else if (cells.some((cell, at) => isFilled(cell) && !columns[at])) refuse({ line, code: 'tooManyValues' })
    else {
      const checked = checkName({ number: '', name: '', department: '', accountCode: '', ...given })
      if (checked.problems) {
        for (const { column, code } of checked.problems)
          refuse({ line, column, code: given[column]?.includes('\n') ? 'lineBreak' : code })
        continue
      }
      const { name } = checked
      const first = lineOfNumber.get(name.number)
      if (first !== undefined) refuse({ line, column: 'number', code: 'duplicate', first })
      lineOfNumber.set(name.number, first ?? line)
      entries.push(pick(name, given))
    }
  }
  return count > 0 ? { outcome: 'bad', lines, count } : { outcome: 'read', entries }
}

/** What the cells of a row say of each column. */
function valuesOf(cells: string[], columns: (NameColumn | undefined)[]): Partial<NamedNumber> {
  const values: Partial<NamedNumber> = {}
  for (const [at, column] of columns.entries())
    if (column && cells[at] !== undefined) values[column] = withoutFormulaGuard(cells[at].trim())
  return values
}

/** The checked values of the columns that a row has. */
const pick = (name: NamedNumber, given: Partial<NamedNumber>): NameEntry => ({
  number: name.number,
  name: name.name,
  ...(given.department !== undefined && { department: name.department }),
  ...(given.accountCode !== undefined && { accountCode: name.accountCode }),
})
