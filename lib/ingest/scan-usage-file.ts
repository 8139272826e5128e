import { isUtf8 } from 'node:buffer'
import type { JapanDate } from '@/lib/time/japan-time'
import { shownBytesMax, shownValue, type BadLine } from './bad-line'
import { fieldChecks, type FieldCheck } from './check-field'
import { readHeading } from './read-heading'
import { createFieldBounds, splitPlainLine, splitQuotedLine } from './split-fields'
import { splitLines, type Piece } from './split-lines'
import { fileColumns, type UsageFile } from './usage-file'

const newline = 0x0a
const carriageReturn = 0x0d
const comma = 0x2c
const space = 0x20
const zero = 0x30

interface Scan {
  file: UsageFile
  date: JapanDate
  /** Called for each bad line, in the order of the file. */
  onBadLine: (bad: BadLine) => void
}

/** A file whose heading has been read. */
export interface ScannedFile {
  /** Its columns, in its own order; undefined when the heading is bad, which has been reported. */
  columns: string[] | undefined
  /**
   * The lines, checked as far as a line can be checked by itself, as `COPY … (FORMAT csv)` takes them: the number
   * of the line, then its fields in the order of `columns`. A bad line, which has been reported, is among them
   * where it shows its call, its other fields absent: then what lies between the lines can be checked all the
   * same. Empty for a piece without such lines.
   */
  rows: () => AsyncGenerator<Buffer, void>
  /** Whether so far every line has shown its call; where one has not, calls or destinations may seem missing. */
  areCallsKnown: () => boolean
  /** The number of the last line where the file stops without its line end, as one that was cut off does. */
  openLine: () => number | undefined
}

interface Line {
  data: Buffer
  start: number
  end: number
  number: number
}

/**
 * Reads a usage file (spec section 8) piece by piece: no more than a piece and a line of it is in memory.
 * @param source its bytes, decompressed.
 */
export async function scanUsageFile(source: AsyncIterable<Buffer>, scan: Scan): Promise<ScannedFile> {
  let areCallsKnown = true
  let openLine: number | undefined
  const onCallUnknown = () => void (areCallsKnown = false)
  const pieces = splitLines(source, { ...scan, onCallUnknown, onOpenLine: (line) => (openLine = line) })
  const first = await pieces.next()
  const columns = readHeading(scan.file, first.value, scan.onBadLine)
  async function* rows() {
    if (!columns || first.done) return
    const checks = fieldChecks(scan.file, scan.date)
    const forms = new Map(fileColumns[scan.file].map(({ name, form }) => [name, form]))
    const copyLines = lineCopier(
      scan,
      columns,
      columns.map((name) => checks[forms.get(name)!]),
      onCallUnknown,
    )
    for await (const lines of pieces) yield copyLines(lines)
  }
  return { columns, rows, areCallsKnown: () => areCallsKnown, openLine: () => openLine }
}

/** Longer than any digits of a line number, its comma and the rounding of short lines. */
const prefixBytesMax = 24

/** Which field, its bytes as Latin-1, makes a line one that cannot be taken apart. */
const misfits: { [reason in BadLine['reason']]?: (field: string) => boolean } = {
  notUtf8: (field) => !isUtf8(Buffer.from(field, 'latin1')),
  controlCharacter: (field) => /[\u0000-\u001f\u007f]|\u00c2[\u0080-\u009f]/.test(field),
}

/** By these a line belongs to a call. */
const keyColumns = ['contract_number', 'call_id']

function lineCopier(
  { file, onBadLine }: Scan,
  columns: string[],
  checks: FieldCheck[],
  onCallUnknown: () => void,
) {
  const bounds = createFieldBounds()
  const keyFields = keyColumns.map((name) => columns.indexOf(name))
  let blankLine: number | undefined

  const reportLine = (line: Line, reason: BadLine['reason'], column?: string, detail?: string) => {
    const value = shownValue(
      line.data.toString('utf8', line.start, Math.min(line.end, line.start + shownBytesMax)),
    )
    onBadLine({ file, line: line.number, column, reason, value, detail })
  }

  /** @returns its fields to be staged, where they differ from the line as it stands; true when they do not. */
  function check(line: Line, piece: Piece): boolean | string[] {
    const { data, start, end } = line
    if (!piece.isUtf8 && !isUtf8(data.subarray(start, end))) return reject(line, 'notUtf8')
    const isPlain = splitPlainLine(data, start, end, bounds)
    if (typeof isPlain === 'string') return reject(line, isPlain)
    if (!isPlain) return checkQuoted(line)
    if (bounds.count !== columns.length) return rejectFieldCount(line)
    let changed: string[] | undefined
    let isGood = true
    let isKeyGood = true
    for (let field = 0; field < columns.length; field++) {
      const from = bounds.at[2 * field]!
      const to = bounds.at[2 * field + 1]!
      const found = checks[field]!(data, from, to)
      if (found === undefined) continue
      changed ??= data.toString('utf8', start, end).split(',')
      if (typeof found === 'string') {
        changed[field] = found
        continue
      }
      isGood = false
      isKeyGood &&= !keyFields.includes(field)
      const value = shownValue(data.toString('utf8', from, Math.min(to, from + shownBytesMax)))
      onBadLine({ file, line: line.number, column: columns[field], value, ...found })
    }
    if (isGood) return changed ?? true
    return isKeyGood ? callAlone(changed!) : callUnknown()
  }

  const callAlone = (fields: string[]) =>
    columns.map((_, field) => (keyFields.includes(field) ? fields[field]! : ''))

  function callUnknown(): false {
    onCallUnknown()
    return false
  }

  function rejectFieldCount(line: Line): false {
    reportLine(line, 'fieldCount', undefined, String(columns.length))
    return callUnknown()
  }

  /** A line that cannot be taken apart is told whole. */
  function reject(line: Line, reason: BadLine['reason'], column?: string): false | string[] {
    const { data, start, end } = line
    const known = fieldsBeforeQuote(data.toString('latin1', start, end), columns.length)
    reportLine(line, reason, column ?? columns[known.findIndex(misfits[reason] ?? (() => false))])
    const isKeyGood = keyFields.every((field) => {
      const bytes = Buffer.from(known[field] ?? '', 'latin1')
      return checks[field]!(bytes, 0, bytes.length) === undefined
    })
    return isKeyGood ? callAlone(known) : callUnknown()
  }

  function checkQuoted(line: Line): false | string[] {
    const values = splitQuotedLine(line.data.toString('utf8', line.start, line.end))
    if (!Array.isArray(values)) return reject(line, values.reason, columns[values.field])
    if (values.length !== columns.length) return rejectFieldCount(line)
    let isGood = true
    let isKeyGood = true
    const staged = values.map((value, field) => {
      const data = Buffer.from(value)
      const found = checks[field]!(data, 0, data.length)
      if (found === undefined) return value
      if (typeof found === 'string') return found
      isGood = false
      isKeyGood &&= !keyFields.includes(field)
      onBadLine({ file, line: line.number, column: columns[field], value: shownValue(value), ...found })
      return ''
    })
    if (isGood) return staged.map(quoted)
    return isKeyGood ? callAlone(staged) : callUnknown()
  }

  return (piece: Piece): Buffer => {
    const out = Buffer.allocUnsafe(piece.data.length * 2 + piece.ends.length * prefixBytesMax)
    let length = 0
    let start = piece.start
    let number = piece.firstNumber
    for (const lineEnd of piece.ends) {
      const end = lineEnd > start && piece.data[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd
      const line = { data: piece.data, start, end, number }
      if (isBlank(piece.data, start, end)) blankLine ??= number
      else {
        // A blank line is bad only when another line follows it: files end with some.
        if (blankLine !== undefined) onBadLine({ file, line: blankLine, reason: 'blankLine', value: '' })
        blankLine = undefined
        const staged = check(line, piece)
        if (staged) {
          length = writeNumber(out, length, number)
          out[length++] = comma
          length +=
            staged === true ? piece.data.copy(out, length, start, end) : out.write(staged.join(','), length)
          out[length++] = newline
        }
      }
      start = lineEnd + 1
      number += 1
    }
    return out.subarray(0, length)
  }
}

/** Whether a line holds nothing: it is empty, or has commas and blanks alone, as spreadsheets leave them. */
function isBlank(data: Buffer, start: number, end: number): boolean {
  let at = start
  while (at < end && (data[at] === comma || data[at] === space)) at += 1
  return at === end
}

/** The fields whose columns are known without reading quotes: all of them in a line that has none. */
function fieldsBeforeQuote(line: string, count: number): string[] {
  const fields = line.split(',')
  const quotedField = fields.findIndex((field) => field.includes('"'))
  if (quotedField >= 0) return fields.slice(0, quotedField)
  return fields.length === count ? fields : []
}

/** An absent value has no quotes: `COPY` takes `""` for a text without characters. */
const quoted = (value: string) => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

function writeNumber(out: Buffer, at: number, value: number): number {
  let digits = 1
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits += 1
  for (let position = at + digits - 1, rest = value; position >= at; position--) {
    const next = Math.floor(rest / 10)
    out[position] = zero + (rest - next * 10)
    rest = next
  }
  return at + digits
}
