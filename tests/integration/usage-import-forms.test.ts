import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { startCli } from '@/tests/support/cli'
import { useImports } from '@/tests/support/imports'
import {
  digestTables,
  emptyUsage,
  fileOf,
  goodCall,
  goodDestinations,
  goodFiles,
  importArgs,
  largeFiles,
  type FileContents,
} from '@/tests/support/usage-files'

const { pool, write, load } = useImports()

afterEach(() => emptyUsage(pool()))

/** They hold the hashes of files and the numbers of loads. */
const logTables = ['usage_import', 'usage_import_contract', 'usage_load']

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
    expect((await pool().query('SELECT FROM usage_destination')).rowCount).toBe(300)
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

test('one of the files may come from standard input', async () => {
  const files = await write(goodFiles())
  const args = importArgs({ ...files, calls: '-' }, '--json')
  const input = Readable.from([gzipSync(goodFiles().calls)])
  const { code, stdout } = await startCli(pool().options.connectionString!, args, { input }).ended
  expect([code, JSON.parse(stdout).outcome]).toEqual([0, 'loaded'])
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
