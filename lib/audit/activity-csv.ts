import Papa from 'papaparse'
import { beginsFormula } from '@/lib/files/formula-characters'

const byteOrderMark = '\ufeff'

/**
 * A CSV file of text cells: UTF-8 with BOM, CRLF, RFC 4180. A cell that a spreadsheet would run has an apostrophe
 * before it: browsers' names come from those who try to sign in.
 */
export function activityCsv(headings: string[], rows: string[][]): string {
  const lines = Papa.unparse([headings, ...rows], { newline: '\r\n', escapeFormulae: beginsFormula })
  return `${byteOrderMark}${lines}\r\n`
}
