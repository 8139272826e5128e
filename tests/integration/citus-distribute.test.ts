import { randomBytes } from 'node:crypto'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { applyMigrations } from '@/lib/db/migrate'
import { createClusterDatabase, dropClusterDatabase, onDatabase } from '@/tests/support/citus'
import { describeOnCitus } from '@/tests/support/citus-only'
import { startCli } from '@/tests/support/cli'
import { addContracts, importArgs, largeFiles, useFolder } from '@/tests/support/usage-files'

describeOnCitus('db distribute', () => {
  const name = `test_${randomBytes(8).toString('hex')}`
  const { write } = useFolder()
  let databaseUrl: string
  const run = (...args: string[]) => startCli(databaseUrl, args).ended
  const countOf = async (table: string) =>
    (await onDatabase<{ rows: number }>(databaseUrl, `SELECT count(*)::int AS rows FROM ${table}`))[0]!.rows
  const importDay = async (date: string, destinations: number) => {
    const files = largeFiles({ contractNumbers: ['04', '05'], destinations, seed: date, date })
    return run(...importArgs({ ...(await write(files)), date }, '--allow-fewer'))
  }

  beforeAll(async () => {
    databaseUrl = await createClusterDatabase(name)
    await applyMigrations(databaseUrl)
    const pool = connectDatabase(databaseUrl)
    await addContracts(pool, ['04', '05'])
    await getPrisma().$disconnect()
    await pool.end()
  }, 120_000)
  afterAll(() => dropClusterDatabase(name))

  test('spreads what is there, deletes it here, and has nothing to do the second time', async () => {
    expect((await importDay('2026-09-10', 400)).code).toBe(0)
    const before = [await countOf('usage_destination'), await countOf('usage_caller_month')]
    const first = await run('db', 'distribute', '--json')
    expect(JSON.parse(first.stdout)).toMatchObject({
      tables: [
        'usage_call',
        'usage_destination',
        'usage_hour',
        'usage_caller_day',
        'usage_caller_month',
        'usage_load',
      ].map((table) => ({ name: table })),
    })
    expect([await countOf('usage_destination'), await countOf('usage_caller_month')]).toEqual(before)
    const local = await onDatabase<{ bytes: string }>(
      databaseUrl,
      `SELECT sum(pg_relation_size(relid)) AS bytes FROM pg_partition_tree('usage_destination')`,
    )
    expect(local).toEqual([{ bytes: '0' }])
    const together = await onDatabase(
      databaseUrl,
      `SELECT DISTINCT colocation_id, distribution_column FROM citus_tables WHERE table_name::text LIKE 'usage%'`,
    )
    expect(together).toHaveLength(1)
    const second = await run('db', 'distribute')
    expect([second.code, second.stderr]).toEqual([0, ''])
    expect(second.stdout).toMatch(/^Everything is spread already/)
  }, 120_000)

  test('imports, corrections, verify and purge work there', async () => {
    for (const destinations of [400, 300]) expect((await importDay('2026-10-10', destinations)).code).toBe(0)
    expect(await run('usage', 'verify')).toMatchObject({ code: 0 })
    const purge = ['usage', 'purge', '--before', '2026-10-01', '--allow-early', '--yes']
    expect(await run(...purge)).toMatchObject({ code: 0 })
    expect(await run('usage', 'verify')).toMatchObject({ code: 0 })
    expect(await countOf('usage_destination')).toBe(300)
  }, 120_000)
})
