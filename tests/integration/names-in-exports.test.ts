import { gunzipSync } from 'node:zlib'
import { getPrisma } from '@/lib/db/prisma'
import { makeFiles, type MadeFile } from '@/lib/exports/make-files'
import { copyNames } from '@/lib/usage/copy-names'
import { copyTotals } from '@/lib/usage/copy-totals'
import { usageFileQuery } from '@/lib/usage/copy-usage'
import { targetScope, type DownloadTarget } from '@/lib/usage/download-target'
import { createTestUser, unmasked } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { makeSet, requestNewExport } from '@/tests/support/exports'
import { generatedDay, generateUsage } from '@/tests/support/generated-usage'
import { expectedNames, linesOf } from '@/tests/support/named-files'
import { storeNames } from '@/tests/support/number-names'
import { usageRows } from '@/tests/support/usage-rows'

const database = useTestDatabase()

const contractNumber = 'bulk-names'
const access = unmasked(contractNumber)
const callers = Array.from({ length: 120 }, (_, index) => `03${index + 1}`).concat('@userco.jp')
const namesNow = (name: string) =>
  callers.map((number) => ({ number, name, department: '部', accountCode: '' }))
const target: DownloadTarget = {
  search: {
    ...{ startDate: generatedDay, startHour: 0, endDate: generatedDay, endHour: 23 },
    ...{ output: 'bulk', by: 'destination' },
  },
}
const rowsOf = (files: Pick<MadeFile, 'content'>[]) =>
  files.flatMap(({ content }) => linesOf(gunzipSync(content), 'utf-8').slice(1))
const filesOf = (exportId: string) =>
  getPrisma().exportFile.findMany({ where: { exportId }, orderBy: { part: 'asc' } })

beforeAll(async () => {
  await createTestUser({ contractNumber })
  await generateUsage(database.pool(), contractNumber, 12_000)
  await storeNames(database.pool(), contractNumber, namesNow('前'))
})

test('a bulk export has names in all its files where they were asked for, and says so', async () => {
  const { exportId } = await requestNewExport(contractNumber, { withNames: true })
  await makeSet(exportId)
  const files = await filesOf(exportId)
  expect(files).toHaveLength(2)
  const records = await usageRows(database.pool(), 'destination', 'true', [], contractNumber)
  const expected = expectedNames(records, namesNow('前'))
  expect(expected.every(([name]) => name === '前')).toBe(true)
  expect(rowsOf(files).map((row) => row.slice(-6))).toEqual(expected)

  const plain = await requestNewExport(contractNumber)
  await makeSet(plain.exportId)
  expect(rowsOf(await filesOf(plain.exportId))).toEqual(rowsOf(files).map((row) => row.slice(0, -6)))
})

test('a bulk export has the names of its moment, whatever is changed while it is made', async () => {
  const client = await database.pool().connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const totals = await copyTotals(client, access, target)
    await storeNames(database.pool(), contractNumber, namesNow('後'))
    const order = { ...access, target, encoding: 'utf-8', formulas: 'asis', withNames: true } as const
    const rows = rowsOf(await makeFiles(client, order, totals, () => {}))
    expect(new Set(rows.map((row) => row.at(-6)))).toEqual(new Set(['前']))
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

test('a bulk export is read in the order of the index, with names as a value and no table beside it', async () => {
  const client = await database.pool().connect()
  try {
    await client.query('BEGIN; SET LOCAL enable_sort TO off')
    const query = usageFileQuery({
      ...targetScope(access, target),
      ...{ names: await copyNames(client, contractNumber), recordsMax: 10_000 },
    })
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${query}`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).not.toMatch(/Sort|Hash|number_name/)
    expect(plan).toMatch(/Index Scan using usage_(call|destination)_\d+_pkey/)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
