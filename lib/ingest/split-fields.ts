import type { BadLineReason } from './bad-line'

const comma = 0x2c
const quote = 0x22
const delete_ = 0x7f
const space = 0x20
/** The first byte of U+0080 to U+00BF in UTF-8, of which those below U+00A0 are control characters. */
const latin1Lead = 0xc2
const latin1Space = 0xa0

/** Where the fields of a line begin and end; the array is used again for each line. */
export interface FieldBounds {
  /** Of field i: begins at `at[2 * i]`, ends before `at[2 * i + 1]`. */
  at: Int32Array
  count: number
}

/** More fields than this are counted, but not told apart. */
const fieldsMax = 64

export const createFieldBounds = (): FieldBounds => ({ at: new Int32Array(fieldsMax * 2), count: 0 })

/**
 * Finds the fields of a line that has no quotes.
 * @returns true; false when there is a quote in it; the reason when it holds what no line may hold.
 */
export function splitPlainLine(
  data: Buffer,
  start: number,
  end: number,
  bounds: FieldBounds,
): boolean | BadLineReason {
  const { at } = bounds
  let count = 0
  let hasQuote = false
  let fieldStart = start
  for (let position = start; position < end; position++) {
    const byte = data[position]!
    if (byte === comma) {
      if (count < fieldsMax) {
        at[2 * count] = fieldStart
        at[2 * count + 1] = position
      }
      count += 1
      fieldStart = position + 1
    } else if (byte < space || byte === delete_) return 'controlCharacter'
    else if (byte === quote) hasQuote = true
    else if (byte === latin1Lead && data[position + 1]! < latin1Space) return 'controlCharacter'
  }
  if (count < fieldsMax) {
    at[2 * count] = fieldStart
    at[2 * count + 1] = end
  }
  bounds.count = count + 1
  return !hasQuote
}

/**
 * The fields of a line in which something is quoted (RFC 4180). A quoted field ends on its line: a line break
 * within a value is a control character, which no value may hold.
 * @returns the values without their quotes; or the reason, with the number of the field from 0.
 */
export function splitQuotedLine(line: string): string[] | { reason: BadLineReason; field: number } {
  const values: string[] = []
  let position = 0
  for (;;) {
    let value: string
    if (line[position] === '"') {
      const end = closingQuote(line, position + 1)
      if (end < 0) return { reason: 'quoteNotClosed', field: values.length }
      value = line.slice(position + 1, end).replaceAll('""', '"')
      position = end + 1
      if (position < line.length && line[position] !== ',')
        return { reason: 'quoteMisplaced', field: values.length }
    } else {
      const next = line.indexOf(',', position)
      const end = next < 0 ? line.length : next
      value = line.slice(position, end)
      if (value.includes('"')) return { reason: 'quoteMisplaced', field: values.length }
      position = end
    }
    values.push(value)
    if (position >= line.length) return values
    position += 1
  }
}

function closingQuote(line: string, from: number): number {
  for (let position = line.indexOf('"', from); position >= 0; position = line.indexOf('"', position + 2))
    if (line[position + 1] !== '"') return position
  return -1
}
