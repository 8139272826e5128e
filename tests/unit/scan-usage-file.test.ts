import fc from 'fast-check'
import type { BadLine } from '@/lib/ingest/bad-line'
import { scanUsageFile } from '@/lib/ingest/scan-usage-file'
import { fileColumns, lineBytesMax } from '@/lib/ingest/usage-file'

const date = '2026-11-03'
const heading = fileColumns.calls.map(({ name }) => name).join()
const good = `04,1,${date} 09:00:00,同報,001,,JAPAN,2,1,2,,夜間,38`

async function scan(pieces: Iterable<Buffer>) {
  const bad: BadLine[] = []
  async function* source() {
    yield* pieces
  }
  const scanned = await scanUsageFile(source(), { file: 'calls', date, onBadLine: (line) => bad.push(line) })
  const rows: Buffer[] = []
  for await (const lines of scanned.rows()) rows.push(Buffer.from(lines))
  return {
    bad,
    rows: Buffer.concat(rows).toString(),
    areCallsKnown: scanned.areCallsKnown(),
    openLine: scanned.openLine(),
  }
}

function cut(file: Buffer, at: number[]): Buffer[] {
  const places = [0, ...at.map((place) => place % (file.length + 1)).sort((a, b) => a - b), file.length]
  return places.slice(1).map((end, index) => file.subarray(places[index], end))
}

const lineOf = fc.constantFrom(
  good,
  good.replace('同報', '"同,報"'),
  good.replace('同報', '"同報'),
  good.replace(' 09:00:00', 'T09:00:00+09:00'),
  good.replace(',38', ',-38'),
  '',
  ',,,,,,,,,,,,',
  'x',
  `04,1,${'長'.repeat(lineBytesMax / 3 + 1)}`,
  '\u0000',
)
const lineEnd = fc.constantFrom('\n', '\r\n')

test('where a file is cut into pieces makes no difference', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(lineOf, lineEnd), { maxLength: 12 }),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.nat(), { maxLength: 8 }),
      async (lines, hasMark, endsOpen, places) => {
        const text = `${hasMark ? '\uFEFF' : ''}${heading}\n${lines.map((line) => line.join('')).join('')}`
        const file = Buffer.from(endsOpen ? text.replace(/\r?\n$/, '') : text)
        expect(await scan(cut(file, places))).toEqual(await scan([file]))
      },
    ),
    { numRuns: 300 },
  )
})

test('pieces of one byte are read like the whole', async () => {
  const file = Buffer.from(`\uFEFF${heading}\r\n${good}\r\nx\n\n${good}`)
  const bytes = Array.from(file, (byte) => Buffer.from([byte]))
  const read = await scan(bytes)
  expect(read.rows).toBe(`2,${good}\n5,${good}\n`)
  expect(read.bad.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'fieldCount'],
    [4, 'blankLine'],
  ])
})

test('every line is told as bad or passed on, with its own number', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(lineOf, { maxLength: 30 }), async (lines) => {
      const { bad, rows } = await scan([
        Buffer.from(`${heading}\n${lines.map((line) => `${line}\n`).join('')}`),
      ])
      const passed = rows
        .split('\n')
        .filter(Boolean)
        .map((row) => Number(row.split(',')[0]))
      const told = bad.map(({ line }) => line)
      // One blank line is told for all; those at the end are none.
      const isBlank = (line: string | undefined) => /^,*$/.test(line ?? '')
      const filled = lines.flatMap((line, index) => (isBlank(line) ? [] : [index + 2]))
      const numbers = [...new Set([...passed, ...told])].filter((number) => !isBlank(lines[number - 2]))
      expect(numbers.sort((a, b) => a - b)).toEqual(filled)
      expect(new Set(passed).size).toBe(passed.length)
    }),
    { numRuns: 200 },
  )
})

test('a line as long as may be is read, one byte more is not', async () => {
  const columns = good.split(',')
  const filler = (bytes: number) => columns.with(6, 'J'.repeat(bytes)).join()
  const spare = lineBytesMax - Buffer.byteLength(filler(0))
  const reasonsOf = async (bytes: number) =>
    (await scan([Buffer.from(`${heading}\n${filler(bytes)}\n`)])).bad.map(({ reason }) => reason)
  expect(await reasonsOf(spare)).toEqual(['textTooLong'])
  expect(await reasonsOf(spare + 1)).toEqual(['lineTooLong'])
})

test.each([
  ['commas alone', ',,,,,,,,,,,,'],
  ['fewer commas', ',,'],
  ['blanks', '  '],
  ['commas and blanks', ' , ,'],
])('a line of %s between lines is one mistake, an empty line; at the end it is none', async (_, line) => {
  const between = await scan([Buffer.from(`${heading}\n${line}\r\n${good}\n`)])
  expect(between.bad).toEqual([{ file: 'calls', line: 2, reason: 'blankLine', value: '' }])
  const atEnd = await scan([Buffer.from(`${heading}\n${good}\n${line}\r\n${line}\r\n\r\n`)])
  expect([atEnd.bad, atEnd.rows]).toEqual([[], `2,${good}\n`])
})

test.each([
  ['the line end of its last line', `${heading}\n${good}\n`, undefined],
  ['a last line without its end', `${heading}\n${good}`, 2],
  ['a heading without its end', heading, 1],
  ['a last line that is too long', `${heading}\n${good}\n${'x'.repeat(lineBytesMax + 1)}`, 3],
  ['nothing', '', undefined],
])('a file with %s says where it stops', async (_, text, line) => {
  expect((await scan([Buffer.from(text)])).openLine).toBe(line)
})

test('a line that is too long is shown in its own characters', async () => {
  const { bad } = await scan([Buffer.from(`${heading}\n04,1,${'長'.repeat(lineBytesMax)}\n`)])
  expect(bad).toMatchObject([{ reason: 'lineTooLong', value: `04,1,${'長'.repeat(75)}…` }])
})

const bytesOf = (line: string) => Buffer.from(`${heading}\n${line}\n`)
const otherEncoding = Buffer.concat([
  bytesOf(good).subarray(0, -10),
  Buffer.from([0x93, 0xc2, 0x2c, 0x31, 0x0a]),
])

test.each([
  ['a bad field', bytesOf(good.replace(',38', ',-38')), 'charge'],
  ['a bad field beside a quoted one', bytesOf(good.replace('001', '"001"').replace(',38', ',')), 'charge'],
  ['another encoding', otherEncoding, 'discount_type'],
  ['a NUL', bytesOf(good.replace('001', '0\u00001')), 'caller_number'],
  ['an unclosed quote', bytesOf(good.replace('001', '"001')), 'caller_number'],
])('a line with %s is passed on by its call alone', async (_, file, column) => {
  const { bad, rows, areCallsKnown } = await scan([file])
  expect(bad).toMatchObject([{ line: 2, column }])
  expect({ rows, areCallsKnown }).toEqual({ rows: '2,04,1,,,,,,,,,,,\n', areCallsKnown: true })
})

test.each([
  ['a bad call number', good.replace(',1,', ',x,')],
  ['a bad contract in quotes', good.replace('04,', '"0 4",')],
  ['a field too many', `${good},1`],
  ['a quote before the call', good.replace('04,', '"04,')],
  ['control characters and a field too few', good.replace(',38', '\u0001')],
  ['more bytes than may be', good.replace('JAPAN', 'J'.repeat(lineBytesMax))],
])('a line with %s is of no known call', async (_, line) => {
  const { bad, rows, areCallsKnown } = await scan([bytesOf(line)])
  expect(bad).toHaveLength(1)
  expect({ rows, areCallsKnown }).toEqual({ rows: '', areCallsKnown: false })
})
