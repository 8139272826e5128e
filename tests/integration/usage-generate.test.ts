import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { startCli } from '@/tests/support/cli'
import { useTestDatabase } from '@/tests/support/connected-database'
import { addContracts, importFiles, useFolder } from '@/tests/support/usage-files'

const { pool } = useTestDatabase()
const { folder } = useFolder()
const generate = (out: string, ...more: string[]) => {
  const args = [
    'usage',
    'generate',
    '--date',
    '2026-11-03',
    '--out',
    path.join(folder(), out),
    '--quiet',
    ...more,
  ]
  return startCli(pool().options.connectionString!, args).ended
}

test('makes days that import, the same for the same seed, with broadcasts of every size', async () => {
  await addContracts(pool(), ['04', '06'])
  const options = ['--days', '2', '--contracts', '04,06', '--destinations', '20000']
  const [one, again, other] = await Promise.all([
    generate('one', ...options, '--seed', 'a', '--json'),
    generate('again', ...options, '--seed', 'a', '--gzip'),
    generate('other', ...options, '--seed', 'b'),
  ])
  expect([one.code, again.code, other.code]).toEqual([0, 0, 0])
  const { files } = JSON.parse(one.stdout) as { files: string[] }
  expect(files.map((file) => path.basename(file))).toEqual([
    'usage_2026-11-03_calls.csv',
    'usage_2026-11-03_destinations.csv',
    'usage_2026-11-04_calls.csv',
    'usage_2026-11-04_destinations.csv',
  ])
  expect(await readdir(path.join(folder(), 'one'))).toHaveLength(4)
  for (const file of files) {
    const text = await readFile(file)
    expect(gunzipSync(await readFile(`${file.replace('/one/', '/again/')}.gz`)).equals(text)).toBe(true)
    expect((await readFile(file.replace('/one/', '/other/'))).equals(text)).toBe(false)
  }
  for (const [index, date] of ['2026-11-03', '2026-11-04'].entries())
    expect(
      await importFiles({ date, calls: files[2 * index]!, destinations: files[2 * index + 1]! }),
    ).toMatchObject({ outcome: 'loaded', standing: { destinations: 20_000 } })
  const { rows } = await pool().query(
    `SELECT count(*) FILTER (WHERE destination_count = 1) > 100 AS singles, max(destination_count) > 500 AS large,
            count(DISTINCT area) > 4 AS areas, count(DISTINCT communication_type) AS types FROM usage_call`,
  )
  expect(rows[0]).toEqual({ singles: true, large: true, areas: true, types: '6' })
})

test.each([
  [['--destinations', '-1'], /^--destinations is a whole number from 0/],
  [['--destinations', '1', '--days', '0'], /^--days is a whole number from 1/],
  [['--destinations', '1', '--contracts', '04,04'], /^Contract numbers have/],
])('%j is wrong usage', async (args, line) => {
  expect(await generate('bad', ...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(line) })
})

test('does not overwrite files', async () => {
  expect(await generate('twice', '--destinations', '5')).toMatchObject({ code: 0 })
  expect(await generate('twice', '--destinations', '5')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/usage_2026-11-03_calls\.csv already exists\. .+\n$/),
  })
})
