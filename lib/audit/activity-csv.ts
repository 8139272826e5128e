import Papa from 'papaparse'

/**
 * What a spreadsheet would run at the start of a cell, in full width too. Browsers' names come from whoever tried
 * to sign in.
 */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

const byteOrderMark = '\ufeff'

/**
 * A CSV file of text cells: UTF-8 with BOM, CRLF, RFC 4180. A cell that a spreadsheet would run has an apostrophe
 * before it.
 */
export function activityCsv(headings: string[], rows: string[][]): string {
  const lines = Papa.unparse([headings, ...rows], { newline: '\r\n', escapeFormulae: formulaStart })
  return `${byteOrderMark}${lines}\r\n`
}
