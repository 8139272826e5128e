import type { BadLine } from '@/lib/ingest/bad-line'
import { useImports } from '@/tests/support/imports'
import {
  badLinesOf,
  day,
  fileOf,
  goodCall,
  goodDestinations,
  goodFiles,
  heading,
  type FileContents,
} from '@/tests/support/usage-files'

const { write } = useImports()

type Told = Partial<BadLine> & Pick<BadLine, 'reason' | 'line'>

const [first, second] = goodDestinations as [string[], string[]]
const call = (column: number, value: string): FileContents => ({
  ...goodFiles(),
  calls: fileOf('calls', [goodCall.with(column, value)]),
})
const destination = (column: number, value: string): FileContents => ({
  ...goodFiles(),
  destinations: fileOf('destinations', [first.with(column, value), second]),
})
const callsText = (text: string): FileContents => ({ ...goodFiles(), calls: text })

const inCalls: [string, FileContents, Told][] = [
  ['no file', callsText(''), { line: 1, reason: 'noHeading', value: '' }],
  ['no heading row', callsText(`${goodCall.join()}\n`), { line: 1, reason: 'noHeading' }],
  [
    'UTF-16',
    { ...goodFiles(), calls: Buffer.from(`\uFEFF${heading('calls')}\n`, 'utf16le') },
    { line: 1, reason: 'notUtf8' },
  ],
  [
    'a missing column',
    callsText(fileOf('calls', []).replace(',charge', '')),
    { line: 1, reason: 'columnMissing', column: 'charge' },
  ],
  [
    'an unknown column',
    callsText(fileOf('calls', []).replace('charge', 'charge,tax')),
    { line: 1, reason: 'columnUnknown', value: 'tax' },
  ],
  [
    'a column twice',
    callsText(fileOf('calls', []).replace('charge', 'charge,area')),
    { line: 1, reason: 'columnTwice', column: 'area' },
  ],
  [
    'Shift_JIS',
    {
      ...goodFiles(),
      calls: Buffer.concat([
        Buffer.from(`${heading('calls')}\n04,`),
        Buffer.from([0x93, 0xaf]),
        Buffer.from(',\n'),
      ]),
    },
    { line: 2, reason: 'notUtf8' },
  ],
  ['a NUL', call(4, '0\u00000'), { line: 2, reason: 'controlCharacter' }],
  ['a control character beyond ASCII', call(4, '0\u0085'), { line: 2, reason: 'controlCharacter' }],
  [
    'too few fields',
    callsText(`${heading('calls')}\n04,1\n`),
    { line: 2, reason: 'fieldCount', detail: '13' },
  ],
  ['too many fields', call(12, '38,1'), { line: 2, reason: 'fieldCount', detail: '13' }],
  [
    'a blank line between lines',
    callsText(`${heading('calls')}\n\n${goodCall.join()}\n`),
    { line: 2, reason: 'blankLine' },
  ],
  ['an unclosed quote', call(4, '"001'), { line: 2, reason: 'quoteNotClosed', column: 'caller_number' }],
  ['a quote within a field', call(4, '0"01'), { line: 2, reason: 'quoteMisplaced', column: 'caller_number' }],
  ['text behind a quoted field', call(4, '"0"1'), { line: 2, reason: 'quoteMisplaced' }],
  ['a contract that nobody has', call(0, '99'), { line: 2, reason: 'unknownContract', value: '99' }],
  ['a contract number of another form', call(0, '0 4'), { line: 2, reason: 'contractForm' }],
  ['no contract', call(0, ''), { line: 2, reason: 'empty', column: 'contract_number' }],
  ['a number with a sign', call(1, '+1'), { line: 2, reason: 'notNumber', column: 'call_id' }],
  ['a number with a blank', call(7, ' 2'), { line: 2, reason: 'notNumber', column: 'destination_count' }],
  ['a number with a fraction', call(12, '38.0'), { line: 2, reason: 'notNumber', column: 'charge' }],
  ['full-width digits', call(12, '\uff13\uff18'), { line: 2, reason: 'notNumber', column: 'charge' }],
  ['a negative charge', call(12, '-38'), { line: 2, reason: 'negative', column: 'charge', value: '-38' }],
  ['no charge', call(12, ''), { line: 2, reason: 'empty', column: 'charge' }],
  [
    'more pages than can be kept',
    call(9, '2147483648'),
    { line: 2, reason: 'tooLarge', detail: '2147483647' },
  ],
  [
    'a charge whose sums could not be kept',
    call(12, '1000000000000000'),
    { line: 2, reason: 'tooLarge', detail: '999999999999999' },
  ],
  ['a larger call number than can be kept', call(1, '9223372036854775808'), { line: 2, reason: 'tooLarge' }],
  ['no communication type', call(3, ''), { line: 2, reason: 'empty', column: 'communication_type' }],
  ['a text that is too long', call(6, 'x'.repeat(256)), { line: 2, reason: 'textTooLong', column: 'area' }],
  ['a day that does not exist', call(2, '2026-02-30 09:00:00'), { line: 2, reason: 'notTime' }],
  ['an hour that does not exist', call(2, `${day} 24:00:00`), { line: 2, reason: 'notTime' }],
  ['a second that does not exist', call(2, `${day} 09:00:60`), { line: 2, reason: 'notTime' }],
  ['a part of a second', call(2, `${day}T09:00:00.5+09:00`), { line: 2, reason: 'notTime' }],
  ['ISO 8601 without an offset', call(2, `${day}T09:00:00`), { line: 2, reason: 'notTime' }],
  ['another day', call(2, '2026-11-04 00:00:00'), { line: 2, reason: 'otherDay', detail: day }],
  ['another day in Japan than in UTC', call(2, `${day}T15:00:00Z`), { line: 2, reason: 'otherDay' }],
  [
    'a call twice',
    callsText(fileOf('calls', [goodCall, goodCall])),
    { line: 3, reason: 'callTwice', detail: '2' },
  ],
  [
    'a call twice, with a leading zero',
    callsText(fileOf('calls', [goodCall, goodCall.with(1, '01')])),
    { line: 3, reason: 'callTwice' },
  ],
  [
    'another number of destinations',
    call(7, '3'),
    { line: 2, reason: 'destinationCount', value: '3', detail: '2' },
  ],
  [
    'no destinations',
    { ...goodFiles(), destinations: fileOf('destinations', []) },
    { line: 2, reason: 'destinationCount', detail: '0' },
  ],
]

const inDestinations: [string, FileContents, Told][] = [
  ['a destination without its call', destination(1, '7'), { line: 2, reason: 'callMissing', value: '7' }],
  ['a destination of another contract’s call', destination(0, '05'), { line: 2, reason: 'callMissing' }],
  ['a destination twice', destination(2, '2'), { line: 3, reason: 'destinationTwice', detail: '2' }],
  ['dialled before the day', destination(3, '2026-11-02 23:59:59'), { line: 2, reason: 'beforeDay' }],
  [
    'dialled before its call',
    destination(3, `${day} 08:59:59`),
    { line: 2, reason: 'beforeCall', detail: `${day} 09:00:00` },
  ],
  [
    'dialled over a month later',
    destination(3, '2026-12-05 00:00:00'),
    { line: 2, reason: 'tooLate', detail: '2026-12-04' },
  ],
  ['no paper mode', destination(8, ''), { line: 2, reason: 'empty', column: 'paper_mode' }],
]

describe.each([
  ['calls', inCalls],
  ['destinations', inDestinations],
] as const)('in the %s file', (file, cases) => {
  it.each(cases)('%s', async (_, contents, told) => {
    const bad = await badLinesOf(await write(contents))
    expect(bad.filter((line) => line.reason === told.reason)).toContainEqual(
      expect.objectContaining({ file, ...told }),
    )
  })
})
