import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import type { DayFiles, DayImport } from '@/lib/ingest/import-day'
import { startCli } from '@/tests/support/cli'
import { useTestDatabase } from '@/tests/support/connected-database'
import {
  addContracts,
  day,
  digestTables,
  emptyUsage,
  fileOf,
  goodCall,
  goodDestinations,
  goodFiles,
  heading,
  importArgs,
  importFiles,
  largeFiles,
  useFolder,
  type FileContents,
} from '@/tests/support/usage-files'

const { pool } = useTestDatabase()
const { write, folder } = useFolder()
const databaseUrl = () => pool().options.connectionString!

beforeAll(() => addContracts(pool()))
afterEach(() => emptyUsage(pool()))

const load = async (contents: FileContents, options: Partial<DayFiles> = {}) =>
  importFiles({ ...(await write(contents)), ...options })
const argsFor = async (contents: FileContents) => importArgs(await write(contents), '--quiet')
const count = async (table: string) =>
  Number((await pool().query(`SELECT count(*) FROM ${table}`)).rows[0].count)

/** They hold the hashes of files and the numbers of loads. */
const logTables = ['usage_import', 'usage_import_contract']

describe('the same day in another dress', () => {
  const { calls, destinations } = largeFiles({
    contractNumbers: ['04', '05'],
    destinations: 300,
    seed: 'dress',
  })
  const reorder = (file: string, order: number[]) =>
    file
      .trimEnd()
      .split('\n')
      .map((line) => {
        const fields = line.split(',')
        return `${order.map((index) => fields[index]).join()}\n`
      })
      .join('')
  const backwards = [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
  const dresses: [string, FileContents][] = [
    ['CRLF', { calls: calls.replaceAll('\n', '\r\n'), destinations: destinations.replaceAll('\n', '\r\n') }],
    ['a byte order mark', { calls: `\uFEFF${calls}`, destinations: `\uFEFF${destinations}` }],
    [
      'columns in another order',
      { calls: reorder(calls, backwards), destinations: reorder(destinations, backwards) },
    ],
    ['no line end at the end', { calls: calls.trimEnd(), destinations: destinations.trimEnd() }],
    ['blank lines at the end', { calls: `${calls}\n\r\n`, destinations: `${destinations}\n\n` }],
    ['lines in another order', { calls, destinations: shuffled(destinations) }],
    ['quotes around everything', { calls: quoteAll(calls), destinations: quoteAll(destinations) }],
    ['times in UTC', { calls: inUtc(calls), destinations: inUtc(destinations) }],
    ['gzip, whatever the name', { calls: gzipSync(calls), destinations: gzipSync(destinations) }],
  ]

  it.each(dresses)('%s', async (_, dressed) => {
    expect((await load({ calls, destinations })).outcome).toBe('loaded')
    const before = await digestTables(pool(), logTables)
    await emptyUsage(pool())
    expect((await load(dressed)).outcome).toBe('loaded')
    const after = await digestTables(pool(), logTables)
    expect(after).toEqual(before)
    expect(await count('usage_destination')).toBe(300)
  })

  function shuffled(file: string) {
    const [first, ...lines] = file.trimEnd().split('\n')
    return [first, ...lines.reverse()].map((line) => `${line}\n`).join('')
  }
  function quoteAll(file: string) {
    return file
      .trimEnd()
      .split('\n')
      .map((line) => `"${line.split(',').join('","')}"\n`)
      .join('')
  }
  function inUtc(file: string) {
    return file.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/g, (_, date, time) =>
      new Date(`${date}T${time}+09:00`).toISOString(),
    )
  }
})

test('values are stored as they came', async () => {
  const odd = goodDestinations.map((row) =>
    row.with(5, '"a,""b"""').with(6, '@userco.jp').with(8, '\\N').with(11, ' 余白 '),
  )
  await load({
    calls: fileOf('calls', [goodCall.with(4, '0001').with(11, '\\.')]),
    destinations: fileOf('destinations', odd),
  })
  const { rows } = await pool().query(
    'SELECT caller_number, callee_number, paper_mode, call_type FROM usage_destination',
  )
  const stored = {
    caller_number: 'a,"b"',
    callee_number: '@userco.jp',
    paper_mode: '\\N',
    call_type: ' 余白 ',
  }
  expect(rows).toEqual([stored, stored])
  expect((await pool().query('SELECT caller_number, discount_type FROM usage_call')).rows).toEqual([
    { caller_number: '0001', discount_type: '\\.' },
  ])
})

test('the same files again change nothing and say so; a damaged day is loaded again', async () => {
  const contents = goodFiles()
  expect((await load(contents)).outcome).toBe('loaded')
  const before = await digestTables(pool())
  expect(await load(contents)).toMatchObject({
    outcome: 'unchanged',
    standing: { calls: 1, destinations: 2 },
  })
  expect(await digestTables(pool())).toEqual(before)

  await pool().query('DELETE FROM usage_destination WHERE destination_no = 2')
  expect((await load(contents)).outcome).toBe('corrected')
  expect((await digestTables(pool())).usage_destination).toBe(before.usage_destination)
})

test('another file replaces the day whole, of every contract, and both loads stay in the log', async () => {
  await load(largeFiles({ contractNumbers: ['04', '05'], destinations: 200, seed: 'first' }))
  const corrected = await load(goodFiles(), { allowFewer: true })
  expect(corrected).toMatchObject({
    outcome: 'corrected',
    standing: { destinations: 2 },
    replaced: { destinations: 200 },
  })
  expect(await count('usage_destination')).toBe(2)
  expect(await count('usage_import')).toBe(2)
  expect(await count('usage_hour')).toBe(2)
})

test('heading rows alone are a day without usage, where that is allowed', async () => {
  await load(goodFiles())
  const empty = { calls: `${heading('calls')}\n`, destinations: `${heading('destinations')}\n` }
  expect((await load(empty, { allowFewer: true })).outcome).toBe('corrected')
  expect(await count('usage_call')).toBe(0)
})

test('two imports of one day at once wait for each other: the later one finds the day as the earlier one left it', async () => {
  let outcomesOf: Promise<DayImport[]> | undefined
  const large = await write(largeFiles({ contractNumbers: ['04'], destinations: 20_000, seed: 'two' }))
  const repair = await pool().connect()
  await repair.query("BEGIN; SELECT pg_advisory_xact_lock(hashtext('usage_load'))")
  let waiting = 0
  const bothWait = new Promise<void>((resolve) => {
    const imports = [1, 2].map(() => importFiles(large, { waiting: () => ++waiting === 2 && resolve() }))
    outcomesOf = Promise.all(imports)
  })
  await bothWait
  await repair.query('COMMIT')
  repair.release()
  const outcomes = await outcomesOf!
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['loaded', 'unchanged'])
  expect(await count('usage_destination')).toBe(20_000)
})

test('the command: its answers, exit codes and languages', async () => {
  const good = await argsFor(goodFiles())
  expect(await startCli(databaseUrl(), good).ended).toEqual({
    code: 0,
    stdout: '2026-11-03 loaded: 1 call, 2 destinations, charge 38 yen.\n',
    stderr: '',
  })
  const json = JSON.parse((await startCli(databaseUrl(), [...good, '--json']).ended).stdout)
  expect(json).toMatchObject({
    outcome: 'unchanged',
    import: { importedBy: 'operator:suzuki', destinationCharge: '38' },
  })

  const bad = await argsFor({ ...goodFiles(), calls: fileOf('calls', [goodCall.with(12, '-1')]) })
  const english = await startCli(databaseUrl(), bad).ended
  expect(english).toMatchObject({ code: 1, stdout: '' })
  expect(english.stderr).toMatch(/^calls file \S+-calls\.csv, line 2, charge: this is negative — value: -1\n/)
  const japanese = await startCli(databaseUrl(), bad, { variables: { LC_ALL: 'ja_JP.UTF-8' } }).ended
  expect(japanese.stderr).toMatch(/^呼のファイル \S+-calls\.csv 2行目 charge: 負の数です/)
})

test.each([
  [['--calls', '-', '--destinations', '-'], 2, /^Only one of the files/],
  [['--calls', 'none.csv', '--destinations', 'none.csv'], 1, /^none\.csv cannot be read: ENOENT.*\n$/],
  [['--calls', '/', '--destinations', '/'], 1, /^\/ cannot be read: .*\n$/],
  [['--calls', 'a', '--destinations', 'b', '--date', '2026-02-30'], 2, /^2026-02-30 is not a day/],
  [['--calls', 'a', '--destinations', 'b', '--date', '2999-01-01'], 2, /^2999-01-01 is yet to come/],
])('%j is refused in one line', async (args, code, line) => {
  const ended = await startCli(databaseUrl(), ['usage', 'import', '--date', day, ...args, '--json']).ended
  expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(line) })
})

test('one of the files may come from standard input', async () => {
  const files = await write(goodFiles())
  const args = importArgs({ ...files, calls: '-' }, '--json')
  const input = Readable.from([gzipSync(goodFiles().calls)])
  const { code, stdout } = await startCli(databaseUrl(), args, { input }).ended
  expect([code, JSON.parse(stdout).outcome]).toEqual([0, 'loaded'])
})

test('a refused import leaves no month behind that it would have needed', async () => {
  const before = await digestTables(pool())
  const files = await write({
    ...goodFiles(),
    calls: fileOf('calls', [goodCall.with(2, '2021-05-05 09:00:00')]),
  })
  expect((await importFiles({ ...files, date: '2021-05-05' })).outcome).toBe('refused')
  expect(await digestTables(pool())).toEqual(before)
})

test('a gzip file that was cut off is refused, and nothing of it is loaded', async () => {
  const { calls, destinations } = largeFiles({ contractNumbers: ['04'], destinations: 3_000, seed: 'cut' })
  const whole = gzipSync(destinations)
  const before = await digestTables(pool())
  await expect(load({ calls, destinations: whole.subarray(0, whole.length - 100) })).rejects.toMatchObject({
    refusal: { code: 'fileDamaged' },
  })
  expect(await digestTables(pool())).toEqual(before)
})

test('a report that cannot be written is told, and bad files stay unloaded', async () => {
  const bad = await write({ ...goodFiles(), calls: 'nonsense' })
  await expect(
    importFiles({ ...bad, report: { path: path.join(folder(), 'none', 'report.csv'), describe: String } }),
  ).rejects.toMatchObject({
    refusal: { code: 'reportUnwritable' },
  })
})

test('the report has every bad line, safe for a spreadsheet', async () => {
  const rows = Array.from({ length: 250 }, (_, index) => goodCall.with(1, String(index)).with(12, ' =1+1'))
  const files = await write({ ...goodFiles(), calls: fileOf('calls', rows) })
  const report = path.join(folder(), 'report.csv')
  await writeFile(report, 'older')
  const result = await importFiles({
    ...files,
    report: { path: report, describe: ({ reason }) => `said: ${reason}` },
  })
  expect(result).toMatchObject({ outcome: 'refused', badLineCount: 250 })
  expect(result.outcome === 'refused' && result.badLines).toHaveLength(100)
  const lines = (await readFile(report, 'utf8')).split('\r\n')
  expect(lines).toHaveLength(252)
  expect(lines[250]).toBe("calls,251,charge,notNumber,' =1+1,,said: notNumber")
})

test('a report never replaces a file that is to be read, and never tells of an earlier import', async () => {
  const files = await write(goodFiles())
  const describe = String
  await expect(importFiles({ ...files, report: { path: files.calls, describe } })).rejects.toMatchObject({
    refusal: { code: 'reportIsInput' },
  })
  expect(await readFile(files.calls, 'utf8')).toBe(goodFiles().calls)
  const report = path.join(folder(), 'stale.csv')
  await writeFile(report, 'of yesterday')
  expect((await importFiles({ ...files, report: { path: report, describe } })).outcome).toBe('loaded')
  expect(await readFile(report, 'utf8')).toBe('\uFEFFfile,line,column,reason,value,detail,message\r\n')
})

test('an answer that nobody reads to its end is no failure', async () => {
  await load(goodFiles())
  const command = startCli(databaseUrl(), ['usage', 'imports'])
  command.child.stdout!.destroy()
  expect(await command.ended).toEqual({ code: 0, stdout: '', stderr: '' })
})
