import { isUtf8 } from 'node:buffer'
import { shownBytesMax, shownValue, type BadLine } from './bad-line'
import { lineBytesMax, type UsageFile } from './usage-file'

const newline = 0x0a

/** Lines that lie in one buffer; the first piece is the heading alone. */
export type Piece = { data: Buffer; ends: number[]; start: number; firstNumber: number; isUtf8: boolean }

interface LineEvents {
  file: UsageFile
  onBadLine: (bad: BadLine) => void
  /** Called for a line that is left out. */
  onCallUnknown: () => void
  /** Called with the number of the last line where the file stops without its line end. */
  onOpenLine: (line: number) => void
}

/** Pieces of whole lines, without a byte order mark. A line that is too long is reported and left out. */
export async function* splitLines(
  source: AsyncIterable<Buffer>,
  { file, onBadLine, onCallUnknown, onOpenLine }: LineEvents,
): AsyncGenerator<Piece, void> {
  let carry: Buffer = Buffer.alloc(0)
  let number = 1
  let isTooLong = false
  let isFirst = true

  function* take(data: Buffer, isEnd: boolean): Generator<Piece> {
    let start = isFirst && data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? 3 : 0
    if (isTooLong) {
      const end = data.indexOf(newline, start)
      if (end < 0) return void (carry = Buffer.alloc(0))
      isTooLong = false
      number += 1
      start = end + 1
    }
    if (isFirst) {
      const end = data.indexOf(newline, start)
      if (end < 0 && !isEnd && data.length <= lineBytesMax) return void (carry = data)
      isFirst = false
      yield pieceOf(data, start, [end < 0 ? Math.min(data.length, lineBytesMax) : end], number)
      number += 1
      start = end < 0 ? data.length : end + 1
    }
    let ends: number[] = []
    let pieceStart = start
    for (let end = data.indexOf(newline, start); ; end = data.indexOf(newline, start)) {
      if (end < 0 && isEnd && start < data.length) end = data.length
      if (end < 0) break
      if (end - start > lineBytesMax) {
        if (ends.length > 0) yield pieceOf(data, pieceStart, ends, number - ends.length)
        reportTooLong(data, start)
        ends = []
        pieceStart = end + 1
      } else ends.push(end)
      number += 1
      start = end + 1
    }
    if (ends.length > 0) yield pieceOf(data, pieceStart, ends, number - ends.length)
    carry = start < data.length ? data.subarray(start) : Buffer.alloc(0)
    if (carry.length <= lineBytesMax) return
    reportTooLong(carry, 0)
    isTooLong = true
    carry = Buffer.alloc(0)
  }

  function reportTooLong(data: Buffer, start: number) {
    const value = shownValue(data.toString('utf8', start, start + shownBytesMax))
    onBadLine({ file, line: number, reason: 'lineTooLong', value, detail: String(lineBytesMax) })
    onCallUnknown()
  }

  for await (const chunk of source)
    yield* take(carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk, false)
  if (carry.length > 0 || isTooLong) onOpenLine(number)
  if (carry.length > 0 || isFirst) yield* take(carry, true)
}

function pieceOf(data: Buffer, start: number, ends: number[], firstNumber: number): Piece {
  return { data, start, ends, firstNumber, isUtf8: isUtf8(data.subarray(start, ends.at(-1))) }
}
