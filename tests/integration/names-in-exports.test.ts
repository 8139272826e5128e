import { gunzipSync } from 'node:zlib'
import type { PoolClient } from 'pg'
import { getPrisma } from '@/lib/db/prisma'
import { makeFiles, type MadeFile } from '@/lib/exports/make-files'
import { copyNames } from '@/lib/usage/copy-names'
import { copyTotals } from '@/lib/usage/copy-totals'
import { usageFileQuery, type UsageFileScope } from '@/lib/usage/copy-usage'
import { targetScope, type DownloadTarget } from '@/lib/usage/download-target'
import { filePartRecords } from '@/lib/usage/limits'
import { usageSorts, type UsageSort } from '@/lib/usage/sort'
import { createTestUser, unmasked } from '@/tests/support/account'
import { testOnPlain } from '@/tests/support/citus-only'
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
const target = {
  search: {
    ...{ startDate: generatedDay, startHour: 0, endDate: generatedDay, endHour: 23 },
    ...{ output: 'bulk', by: 'destination' },
  },
} satisfies DownloadTarget
const rowsOf = (files: Pick<MadeFile, 'content'>[]) =>
  files.flatMap(({ content }) => linesOf(gunzipSync(content), 'utf-8').slice(1))
interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  Output: string[]
  Plans?: PlanNode[]
}

/** Of one moment, and undone. */
async function inTransaction(use: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await database.pool().connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await use(client)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
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

test('a bulk export has the names of its moment, whatever is changed while it is made', () =>
  inTransaction(async (client) => {
    const totals = await copyTotals(client, access, target)
    await storeNames(database.pool(), contractNumber, namesNow('後'))
    const order = { ...access, target, encoding: 'utf-8', formulas: 'asis', withNames: true } as const
    const rows = rowsOf(await makeFiles(client, order, totals, () => {}))
    expect(new Set(rows.map((row) => row.at(-6)))).toEqual(new Set(['前']))
  }))

const scopeOf = (sort: UsageSort | undefined, recordsMax: number | undefined): UsageFileScope => ({
  ...targetScope(access, target),
  sort,
  recordsMax,
})

/** The plan of a file with names: what each of its nodes is, and what it hands on. */
async function planOf(client: PoolClient, scope: UsageFileScope): Promise<PlanNode[]> {
  const query = usageFileQuery({ ...scope, namesLiteral: await copyNames(client, scope) })
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (VERBOSE, FORMAT JSON) ${query}`,
  )
  const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]
  return nodesOf(rows[0]!['QUERY PLAN'][0].Plan)
}

testOnPlain('a file is read in the order of the index, with names as a value and no table beside it', () =>
  inTransaction(async (client) => {
    await client.query('SET LOCAL enable_sort TO off')
    for (const recordsMax of [undefined, filePartRecords]) {
      const plan = await planOf(client, scopeOf(undefined, recordsMax))
      const types = plan.map((node) => node['Node Type'])
      expect(types.filter((type) => /Sort|Hash|Join|Nested|Material/.test(type))).toEqual([])
      expect(plan.map((node) => node['Relation Name']).filter(Boolean)).toEqual(['usage_destination_202602'])
      expect(plan.find((node) => node['Relation Name'])).toMatchObject({
        'Node Type': 'Index Scan',
        'Index Name': expect.stringMatching(/_pkey$/),
      })
    }
  }),
)

testOnPlain('the names are in no row that is sorted or kept, however the file is sorted', () =>
  inTransaction(async (client) => {
    await storeNames(client, contractNumber, namesNow('名'))
    for (const sort of usageSorts)
      for (const recordsMax of [undefined, filePartRecords]) {
        const plan = await planOf(client, scopeOf(sort, recordsMax))
        const keeping = plan.filter((node) => /Sort|Material|Memoize|Hash|Gather/.test(node['Node Type']))
        expect(keeping.filter(({ Output }) => /names|名|InitPlan|\$\d/.test(Output.join()))).toEqual([])
        if (!sort.startsWith('calledAt')) expect(keeping).not.toEqual([])
      }
  }),
)

test('a sorted bulk export has its records in the same order with names, over the ends of its files', () =>
  inTransaction(async (client) => {
    await storeNames(client, contractNumber, namesNow('前'))
    const sorted = { search: { ...target.search, sort: 'charge-desc' } } as const
    const totals = await copyTotals(client, access, sorted)
    const order = { ...access, target: sorted, encoding: 'utf-8', formulas: 'asis' } as const
    const [plain, named] = [
      rowsOf(await makeFiles(client, { ...order, withNames: false }, totals, () => {})),
      rowsOf(await makeFiles(client, { ...order, withNames: true }, totals, () => {})),
    ]
    expect(plain).toHaveLength(12_000)
    expect(named.map((row) => row.slice(0, -6))).toEqual(plain)
    expect(named.map((row) => row.slice(-6))).toEqual(expectedNames(plain, namesNow('前')))
  }))

test('the statement of a file has the names of its own numbers alone, and any text as it is', () =>
  inTransaction(async (client) => {
    const odd = `'"\\\\' || E'\\'' $1 서울😀`
    await storeNames(client, contractNumber, [
      { number: '031', name: odd, department: "'", accountCode: '\\' },
      ...['032', '09099999999'].map((number) => ({ number, name: '前', department: '', accountCode: '' })),
    ])
    const conditions = { callerStart: '031' }
    const literal = await copyNames(client, { ...scopeOf(undefined, undefined), conditions, recordsMax: 100 })
    const { rows } = await client.query<{ names: unknown }>(`SELECT ${literal}::jsonb AS names`)
    expect(rows[0]!.names).toEqual({ '031': [odd, "'", '\\'] })

    const later = new Date('2027-01-01')
    const none = await copyNames(client, {
      ...scopeOf(undefined, 100),
      period: { from: later, until: later },
    })
    expect(none).toBe("'{}'")
  }))
