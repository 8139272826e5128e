import type { DayImport } from '@/lib/ingest/import-day'
import { startCli } from '@/tests/support/cli'
import { useImports } from '@/tests/support/imports'
import {
  day,
  digestTables,
  emptyFiles,
  emptyUsage,
  fileOf,
  goodCall,
  goodFiles,
  importArgs,
  importFiles,
  largeFiles,
  type FileContents,
} from '@/tests/support/usage-files'

const { pool, databaseUrl, write, load } = useImports()

afterEach(() => emptyUsage(pool()))

const argsFor = async (contents: FileContents) => importArgs(await write(contents), '--quiet')
const count = async (table: string) =>
  Number((await pool().query(`SELECT count(*) FROM ${table}`)).rows[0].count)

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
  expect((await load(emptyFiles, { allowFewer: true })).outcome).toBe('corrected')
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
  [['--calls', 'a', '--destinations', 'b', '--date', '2999-01-01'], 2, /^2999-01-01 is in the future/],
])('%j is refused in one line', async (args, code, line) => {
  const ended = await startCli(databaseUrl(), ['usage', 'import', '--date', day, ...args, '--json']).ended
  expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(line) })
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

test('an answer that nobody reads to its end is no failure', async () => {
  await load(goodFiles())
  const command = startCli(databaseUrl(), ['usage', 'imports'])
  command.child.stdout!.destroy()
  expect(await command.ended).toEqual({ code: 0, stdout: '', stderr: '' })
})
