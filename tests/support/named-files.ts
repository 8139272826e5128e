import iconv from 'iconv-lite'
import Papa from 'papaparse'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { NamedNumber } from '@/lib/numbers/number-name'

/** The rows of a CSV, its heading first. */
export function linesOf(file: Buffer, encoding: FileEncoding): string[][] {
  const text = encoding === 'utf-8' ? file.toString().slice(1) : iconv.decode(file, 'cp932')
  return Papa.parse<string[]>(text, { newline: '\r\n', skipEmptyLines: true }).data
}

/** What stands in the columns of names of records, put beside them by hand; `-----` is the absence of a number. */
export function expectedNames(rows: string[][], names: readonly NamedNumber[]): string[][] {
  const labels = new Map(
    names.map(({ number, name, department, accountCode }) => [number, [name, department, accountCode]]),
  )
  const labelOf = (number: string) => labels.get(number) ?? ['', '', '']
  return rows.map(([, , caller, callee]) => [...labelOf(caller!), ...labelOf(callee!)])
}
