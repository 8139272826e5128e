import { Transform } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import Papa from 'papaparse'
import ja from '@/lib/i18n/messages/ja.json'
import { columnsOf } from './columns'
import type { FileEncoding } from './file-encoding'
import type { UsageKind } from './search'
import { encodeShiftJis } from './shift-jis'

const headings: Record<string, string> = ja.usage.columns

const byteOrderMark = '\ufeff'
const lineFeed = 0x0a
const quote = 0x22
const carriageReturn = Buffer.from('\r')

/**
 * Makes a CSV file (RFC 4180) of the lines that `copyUsage` reads: the heading row of spec section 2, CRLF, the
 * encoding asked for, UTF-8 with BOM. The headings are Japanese in whatever language the portal is read: the file
 * is the customer's, and programs read it.
 */
export function csvFile(kind: UsageKind, encoding: FileEncoding): Transform {
  const endLines = lineEnder()
  const decoder = new StringDecoder('utf8')
  const encode = (lines: Buffer) => (encoding === 'utf-8' ? lines : encodeShiftJis(decoder.write(lines)))
  const file = new Transform({
    transform: (lines: Buffer, _, done) => done(null, encode(endLines(lines))),
  })
  const heading = `${Papa.unparse([columnsOf(kind).map(({ key }) => headings[key]!)])}\r\n`
  file.push(encoding === 'utf-8' ? byteOrderMark + heading : encodeShiftJis(heading))
  return file
}

/** Ends lines by CRLF instead of LF; a line feed inside a value stays as it is. Takes a text in pieces. */
function lineEnder(): (piece: Buffer) => Buffer {
  let isQuoted = false
  return (piece) => {
    const ended: Buffer[] = []
    let done = 0
    const end = (at: number) => {
      ended.push(piece.subarray(done, at), carriageReturn)
      done = at
    }
    if (isQuoted || piece.includes(quote)) {
      for (let at = 0; at < piece.length; at++) {
        if (piece[at] === quote) isQuoted = !isQuoted
        else if (piece[at] === lineFeed && !isQuoted) end(at)
      }
    } else for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, at + 1)) end(at)
    ended.push(piece.subarray(done))
    return Buffer.concat(ended)
  }
}
