import { Transform } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import Papa from 'papaparse'
import type { FileEncoding } from '@/lib/files/file-encoding'
import { encodeShiftJis } from '@/lib/files/shift-jis'
import ja from '@/lib/i18n/messages/usage.ja.json'
import type { UsageColumn } from './columns'

const headings: Record<string, string> = ja.columns

const byteOrderMark = '\ufeff'
const carriageReturn = 0x0d
const lineFeed = 0x0a
const quote = 0x22

/** What is worked on and passed on at a time: a piece costs each step on its way the same, however small it is. */
const pieceBytes = 64 * 1_024

/**
 * Makes a CSV file (RFC 4180) of the lines that `copyUsage` reads: the heading row of spec section 2, CRLF, the
 * encoding asked for, UTF-8 with BOM. The headings are Japanese in whatever language the portal is read: the file
 * is the customer's, and programs read it.
 * @param columns see `fileColumnsOf`.
 */
export function csvFile(columns: readonly UsageColumn[], encoding: FileEncoding): Transform {
  const endLines = lineEnder()
  const decoder = new StringDecoder('utf8')
  const encode = (lines: Buffer) => (encoding === 'utf-8' ? lines : encodeShiftJis(decoder.write(lines)))
  let collected: Buffer[] = []
  let collectedBytes = 0
  const passOn = () => {
    const lines = Buffer.concat(collected, collectedBytes)
    collected = []
    collectedBytes = 0
    return encode(endLines(lines))
  }
  const file = new Transform({
    transform(lines: Buffer, _, done) {
      collected.push(lines)
      collectedBytes += lines.length
      done(null, collectedBytes >= pieceBytes ? passOn() : undefined)
    },
    flush: (done) => done(null, collectedBytes > 0 ? passOn() : undefined),
  })
  const heading = `${Papa.unparse([columns.map(({ key }) => headings[key]!)])}\r\n`
  file.push(encoding === 'utf-8' ? byteOrderMark + heading : encodeShiftJis(heading))
  return file
}

/** Ends lines by CRLF instead of LF, as COPY cannot; a line feed inside a value stays as it is. Takes a text in pieces. */
function lineEnder(): (piece: Buffer) => Buffer {
  let isQuoted = false
  return (piece) => {
    const ends: number[] = []
    if (isQuoted || piece.includes(quote)) {
      for (let at = 0; at < piece.length; at++) {
        if (piece[at] === quote) isQuoted = !isQuoted
        else if (piece[at] === lineFeed && !isQuoted) ends.push(at)
      }
    } else for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, at + 1)) ends.push(at)
    // One copy and no object a line: a large file would else cost its process more memory than it holds.
    const ended = Buffer.allocUnsafe(piece.length + ends.length)
    let from = 0
    let to = 0
    for (const at of ends) {
      to += piece.copy(ended, to, from, at)
      ended[to++] = carriageReturn
      from = at
    }
    piece.copy(ended, to, from)
    return ended
  }
}
