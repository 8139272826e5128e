import { shownValue, type BadLine } from './bad-line'
import { splitQuotedLine } from './split-fields'
import { fileColumns, type UsageFile } from './usage-file'

/** The bytes of a file's first line, with its line end or without. */
interface HeadingLine {
  data: Buffer
  start: number
  ends: number[]
  isUtf8: boolean
}

/**
 * The columns that a file's first line names, which may come in any order.
 * @returns undefined when they are not the file's columns, each once; what is wrong has been reported then.
 */
export function readHeading(
  file: UsageFile,
  line: HeadingLine | void,
  onBadLine: (bad: BadLine) => void,
): string[] | undefined {
  const report = (reason: BadLine['reason'], value: string, column?: string) =>
    onBadLine({ file, line: 1, column, reason, value: shownValue(value) })
  const text = line ? line.data.toString('utf8', line.start, line.ends[0]).replace(/\r$/, '') : ''
  if (line && !line.isUtf8) return void report('notUtf8', text)
  const names = splitQuotedLine(text)
  if (!Array.isArray(names)) return void report(names.reason, text)
  const wanted = fileColumns[file].map(({ name }) => name)
  // A file without a heading row, or something else altogether: one sentence says more than a list of columns.
  if (!names.some((name) => wanted.includes(name))) return void report('noHeading', text)

  const missing = wanted.filter((name) => !names.includes(name))
  const unknown = names.filter((name) => !wanted.includes(name))
  const twice = wanted.filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
  for (const name of missing) report('columnMissing', '', name)
  for (const name of unknown) report('columnUnknown', name)
  for (const name of twice) report('columnTwice', '', name)
  return missing.length + unknown.length + twice.length === 0 ? names : undefined
}
