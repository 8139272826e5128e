import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { encodeShiftJis } from '@/lib/files/shift-jis'
import { columnsOf } from '@/lib/usage/columns'
import { csvFile } from '@/lib/usage/csv-file'

const headings =
  '発信日時,通信種別,発信番号,着信番号,対地名,宛先数,受付枚数,送信枚数,課金枚数,割引種別,通信料\r\n'

const fileOf = (pieces: Buffer[], encoding: 'utf-8' | 'shift_jis' = 'utf-8') =>
  buffer(Readable.from(pieces).pipe(csvFile(columnsOf('call'), encoding)))

test('a file without records is its heading row, after a BOM in UTF-8 and without one in Shift_JIS', async () => {
  expect(await fileOf([])).toEqual(Buffer.from(`\ufeff${headings}`))
  expect(await fileOf([], 'shift_jis')).toEqual(iconv.encode(headings, 'cp932'))
})

test('records keep their values wherever the pieces are cut, and only lines end by CRLF', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '漢', '𠮷'), maxLength: 6 })
  const rows = fc.array(fc.array(cell, { minLength: 11, maxLength: 11 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), async (given, size) => {
      const lines = Buffer.from(`${Papa.unparse(given, { newline: '\n' })}\n`)
      const pieces = []
      for (let at = 0; at < lines.length; at += size) pieces.push(lines.subarray(at, at + size))
      const text = (await fileOf(pieces)).toString().slice(1)
      const whole = Papa.unparse(given, { newline: '\r\n' })
      expect(text).toBe(`${headings}${whole}\r\n`)
    }),
  )
})

test('a character of several bytes may be cut in two in Shift_JIS', async () => {
  const line = Buffer.from('同報,𠮷\n')
  for (let at = 1; at < line.length; at++) {
    const file = await fileOf([line.subarray(0, at), line.subarray(at)], 'shift_jis')
    expect(iconv.decode(file, 'cp932')).toBe(`${headings}同報,〓\r\n`)
  }
})

test.each([
  ['what Windows has, the circled number too', '漢字カナ①~', '漢字カナ①~'],
  ['the twins of Shift_JIS', '\u301c\u2212\u2016\u2014', '\uff5e\uff0d\u2225\u2015'],
  ['yen and overline, which are 5C and 7E', '\u00a5\u203e', '\\~'],
  ['what it lacks, one mark a character', '𠮷😀한é', '〓〓〓〓'],
  ['characters of users’ own', '\ue000', '〓'],
])('Shift_JIS writes %s', (_, text, read) => {
  expect(iconv.decode(encodeShiftJis(text), 'cp932')).toBe(read)
})

test('whatever the text, Shift_JIS never falls back to a question mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const marks = (value: string) => value.split('?').length
      expect(marks(iconv.decode(encodeShiftJis(text), 'cp932'))).toBe(marks(text))
    }),
  )
})
