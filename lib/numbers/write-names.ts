import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { PortalError } from '@/lib/errors'
import type { FileEncoding } from '@/lib/files/file-encoding'
import { formulaSafe } from '@/lib/files/formula-safe'
import { encodeShiftJis } from '@/lib/files/shift-jis'
import { fileHeadings } from './headings'
import { nameColumns, type NamedNumber } from './number-name'

const byteOrderMark = '\ufeff'

/**
 * Makes the CSV file of a list: RFC 4180, CRLF, a heading row, UTF-8 with BOM or Shift_JIS, texts that a spreadsheet
 * would run made safe (docs/decisions/0046). What `decodeNames` and `readNames` read of it are the same names.
 * @throws PortalError `namesNotInShiftJis` where Shift_JIS lacks a character: names would come back as others.
 */
export function writeNames(names: NamedNumber[], encoding: FileEncoding): Buffer {
  const rows = names.map((name) => nameColumns.map((column) => formulaSafe(name[column])))
  const text = `${Papa.unparse([fileHeadings, ...rows], { newline: '\r\n' })}\r\n`
  if (encoding === 'utf-8') return Buffer.from(byteOrderMark + text)
  const bytes = encodeShiftJis(text)
  if (iconv.decode(bytes, 'cp932') !== text) throw new PortalError({ code: 'namesNotInShiftJis' })
  return bytes
}
