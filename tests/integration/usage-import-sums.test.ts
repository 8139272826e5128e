import { gzipSync } from 'node:zlib'
import { makeManualDay, manualDate } from '@/prisma/factories/manual-day'
import { callFileLine, destinationFileLine } from '@/lib/ingest/usage-rows'
import { startCli } from '@/tests/support/cli'
import { useImports } from '@/tests/support/imports'
import {
  digestTables,
  emptyUsage,
  fileOf,
  goodCall,
  goodDestinations,
  goodFiles,
  heading,
  importArgs,
  type FileContents,
} from '@/tests/support/usage-files'

const { pool, databaseUrl, write, load } = useImports()

beforeEach(() => emptyUsage(pool()))

const withCall = (row: string[]): FileContents => ({ ...goodFiles(), calls: fileOf('calls', [row]) })

describe("a call and the sums of its destinations'", () => {
  it.each([
    ['another charge', withCall(goodCall.with(12, '39')), { column: 'charge', value: '39', detail: '38' }],
    ['other pages', withCall(goodCall.with(9, '3')), { column: 'sent_pages', value: '3', detail: '2' }],
    [
      'a charge without destinations',
      withCall(goodCall.with(7, '0').with(9, '0')),
      { column: 'charge', value: '38', detail: '0' },
    ],
  ])('%s is a mistake, unless it is allowed', async (_, contents, told) => {
    const destinations = told.detail === '0' ? fileOf('destinations', []) : contents.destinations
    const files = { ...contents, destinations }
    const before = await digestTables(pool())
    expect(await load(files)).toMatchObject({
      outcome: 'refused',
      badLineCount: 1,
      badLines: [{ file: 'calls', line: 2, reason: 'sumDiffers', ...told }],
    })
    expect(await digestTables(pool())).toEqual(before)
    expect(await load(files, { allowDifferences: true })).toMatchObject({
      outcome: 'loaded',
      warnings: [{ reason: 'differencesAllowed', count: 1 }],
    })
  })

  it('are no further mistakes where destinations are missing, bad or of no known call', async () => {
    const [first, second] = goodDestinations as [string[], string[]]
    for (const [destinations, reason] of [
      [[first], 'destinationCount'],
      [[first, second.with(12, '-1')], 'negative'],
      [[first, second.with(1, 'x')], 'notNumber'],
    ] as const) {
      const result = await load({ ...goodFiles(), destinations: fileOf('destinations', [...destinations]) })
      expect(result).toMatchObject({ badLineCount: 1, badLines: [{ reason }] })
    }
  })

  it("agree on the manual's own day", async () => {
    const { calls, destinations } = makeManualDay()
    const file = (first: string, lines: string[]) => [first, ...lines].map((line) => `${line}\n`).join('')
    const contents = {
      calls: file(heading('calls'), calls.map(callFileLine)),
      destinations: file(heading('destinations'), destinations.map(destinationFileLine)),
    }
    expect(await load(contents, { date: manualDate })).toMatchObject({ outcome: 'loaded', warnings: [] })
  })
})

describe('a file that stops without its last line end', () => {
  const { calls, destinations } = goodFiles() as { calls: string; destinations: string }

  it('is loaded where all agrees, with a warning that names the line', async () => {
    expect(
      await load({ calls: calls.trimEnd(), destinations: gzipSync(destinations.trimEnd()) }),
    ).toMatchObject({
      outcome: 'loaded',
      warnings: [
        { reason: 'lineNotEnded', file: 'calls', line: 2 },
        { reason: 'lineNotEnded', file: 'destinations', line: 3 },
      ],
    })
  })

  it.each([
    ['destinations', { calls, destinations: destinations.slice(0, -2) }, '38', '20'],
    ['calls', { calls: calls.slice(0, -2), destinations }, '3', '38'],
  ])('inside the last number of the %s is refused', async (file, contents, value, detail) => {
    expect(await load(contents)).toMatchObject({
      outcome: 'refused',
      badLines: [{ file: 'calls', line: 2, column: 'charge', reason: 'sumDiffers', value, detail }],
      warnings: [{ reason: 'lineNotEnded', file }],
    })
  })

  it('is told by the command, in both languages and in JSON', async () => {
    const args = importArgs(await write({ calls: calls.trimEnd(), destinations }), '--quiet')
    expect(await startCli(databaseUrl(), args).ended).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        /^Warning: calls file \S+-calls\.csv, line 2: the last line has no line end\. .*\n$/,
      ),
    })
    const japanese = await startCli(databaseUrl(), args, { variables: { LC_ALL: 'ja_JP.UTF-8' } }).ended
    expect(japanese.stderr).toMatch(
      /^警告: 呼のファイル \S+-calls\.csv 2行目: 最後の行が改行で終わっていません/,
    )
    const { stdout, stderr } = await startCli(databaseUrl(), [...args, '--json']).ended
    expect([JSON.parse(stdout).warnings, stderr]).toEqual([
      [{ reason: 'lineNotEnded', file: 'calls', line: 2 }],
      '',
    ])
  })
})

test('a day whose charges sum to more than can be kept is a mistake of that column, at the line that passes it', async () => {
  const charge = '999999999999999'
  const count = 9_300
  const calls = Array.from({ length: count }, (_, index) =>
    goodCall.with(1, String(index)).with(7, '1').with(9, '1').with(12, charge),
  )
  const destinations = calls.map(([, callId]) => goodDestinations[0]!.with(1, callId!).with(12, charge))
  const of05 = {
    calls: goodCall.with(0, '05'),
    destinations: goodDestinations.map((row) => row.with(0, '05')),
  }
  const result = await load({
    calls: fileOf('calls', [of05.calls, ...calls]),
    destinations: fileOf('destinations', [...of05.destinations, ...destinations]),
  })
  // 9,223,372,036,854,775,807 holds 9,223 of them.
  const told = { column: 'charge', reason: 'dayTooLarge', value: charge, detail: '9223372036854775807' }
  expect(result).toMatchObject({
    outcome: 'refused',
    badLineCount: 2,
    badLines: [
      { file: 'calls', line: 2 + 9_224, ...told },
      { file: 'destinations', line: 3 + 9_224, ...told },
    ],
  })
})
