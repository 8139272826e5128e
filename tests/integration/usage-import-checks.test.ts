import type { BadLine } from '@/lib/ingest/bad-line'
import { useTestDatabase } from '@/tests/support/connected-database'
import {
  addContracts,
  day,
  fileOf,
  goodCall,
  goodDestinations,
  goodFiles,
  heading,
  importFiles,
  useFolder,
  type FileContents,
} from '@/tests/support/usage-files'

const { pool } = useTestDatabase()
const { write } = useFolder()

beforeAll(() => addContracts(pool()))

async function badLinesOf(contents: FileContents): Promise<readonly BadLine[]> {
  const result = await importFiles(await write(contents))
  if (result.outcome !== 'refused') throw new Error(`it was ${result.outcome}`)
  return result.badLines
}

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
    const bad = await badLinesOf(contents)
    expect(bad.filter((line) => line.reason === told.reason)).toContainEqual(
      expect.objectContaining({ file, ...told }),
    )
  })
})

test('a line of 10 MB is told in a few words, and the lines around it are checked', async () => {
  const long = `04,2,${day} 09:00:00,${'x'.repeat(10_000_000)}`
  const bad = await badLinesOf(
    callsText(
      `${heading('calls')}\n${goodCall.with(12, 'y').join()}\n${long}\n${goodCall.with(1, '3').with(7, '0').with(12, 'z').join()}\n`,
    ),
  )
  expect(bad.map(({ line, reason, value }) => [line, reason, value.length < 100])).toEqual([
    [2, 'notNumber', true],
    [3, 'lineTooLong', true],
    [4, 'notNumber', true],
  ])
})

test('every mistake of a line is told, and no other is made up from lines whose call is not known', async () => {
  const result = await importFiles(
    await write({
      calls: fileOf('calls', [goodCall.with(0, '').with(12, 'x')]),
      destinations: fileOf('destinations', goodDestinations),
    }),
  )
  expect(result).toMatchObject({
    isComplete: false,
    badLines: [
      { column: 'contract_number', reason: 'empty' },
      { column: 'charge', reason: 'notNumber' },
    ],
  })
})

test('mistakes of every kind are told at once, the lines of bad ones counted as what they are', async () => {
  const call = (id: string, count: string) =>
    goodCall
      .with(1, id)
      .with(7, count)
      .with(9, count)
      .with(12, String(19 * Number(count)))
  const destination = (id: string, number: string) => first.with(1, id).with(2, number)
  const result = await importFiles(
    await write({
      calls: fileOf('calls', [
        call('1', '1').with(12, '-1'),
        call('2', '1').with(2, '2026-11-04 09:00:00'),
        call('3', '2'),
        call('4', '1').with(7, 'x'),
        call('5', '0').with(4, '"001'),
        call('6', '1'),
        call('6', '1'),
        call('7', '3'),
      ]),
      destinations: fileOf('destinations', [
        destination('1', '1'),
        destination('2', '1'),
        destination('3', '1').with(12, ''),
        destination('3', '2'),
        destination('4', '1'),
        destination('6', '1').with(3, `${day} 08:00:00`),
        destination('7', '1'),
        destination('7', 'x'),
        destination('8', '1').with(12, '-1'),
      ]),
    }),
  )
  if (result.outcome !== 'refused') throw new Error(`it was ${result.outcome}`)
  expect(result.badLines.map(({ file, line, reason }) => `${file} ${line} ${reason}`).sort()).toEqual([
    'calls 2 negative',
    'calls 3 otherDay',
    'calls 5 notNumber',
    'calls 6 quoteNotClosed',
    'calls 8 callTwice',
    'calls 9 destinationCount',
    'destinations 10 callMissing',
    'destinations 10 negative',
    'destinations 4 empty',
    'destinations 7 beforeCall',
    'destinations 9 notNumber',
  ])
  expect(result.isComplete).toBe(true)
})

test('a call whose number the contract has on another day is refused; another contract may have it', async () => {
  await importFiles(await write(goodFiles()))
  const next = (contract: string) => ({
    calls: fileOf('calls', [goodCall.with(0, contract).with(2, '2026-11-04 09:00:00')]),
    destinations: fileOf(
      'destinations',
      goodDestinations.map((row) => row.with(0, contract).with(3, '2026-11-04 09:00:00')),
    ),
  })
  const files = await write(next('04'))
  expect(await importFiles({ ...files, date: '2026-11-04' })).toMatchObject({
    badLineCount: 1,
    badLines: [{ reason: 'callOnOtherDay', value: '1', detail: day }],
  })
  expect((await importFiles({ ...(await write(next('05'))), date: '2026-11-04' })).outcome).toBe('loaded')
})
