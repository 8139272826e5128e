import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { distributeUsage } from '@/lib/db/distribute'
import { applyMigrations } from '@/lib/db/migrate'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { refusalOfFailure } from '@/lib/http/request-failure'
import { readMenuUsage } from '@/lib/usage/menu-usage'
import { runSearch } from '@/lib/usage/run-search'
import { streamCsv } from '@/lib/usage/stream-file'
import { createTestUser } from '@/tests/support/account'
import { createClusterDatabase, dropClusterDatabase, onDatabase } from '@/tests/support/citus'
import { describeOnCitus } from '@/tests/support/citus-only'
import { openDatabaseLine, type DatabaseLine } from '@/tests/support/database-line'
import { makeDueSet, requestNewExport, source, storedSet } from '@/tests/support/exports'
import { generatedDay, generateUsage } from '@/tests/support/generated-usage'

describeOnCitus('a machine of the cluster that is away', () => {
  const name = `test_${randomBytes(8).toString('hex')}`
  const lines = new Map<number, DatabaseLine>()
  let databaseUrl: string
  /** A contract on each of two machines, by the port of the machine. */
  const contracts: { contractNumber: string; line: DatabaseLine }[] = []
  let end: () => Promise<void>

  beforeAll(async () => {
    databaseUrl = await createClusterDatabase(name, async ({ host, port }) => {
      const line = await openDatabaseLine(`postgresql://${host}:${port}`)
      const byLine = Number(new URL(line.databaseUrl).port)
      lines.set(byLine, line)
      return byLine
    })
    await applyMigrations(databaseUrl)
    await distributeUsage(databaseUrl)
    const pool = connectDatabase(databaseUrl)
    end = async () => {
      await getPrisma().$disconnect()
      await pool.end()
    }
    for (const [port, line] of lines) {
      const contractNumber = await contractAt(port)
      await generateUsage(pool, contractNumber, 250)
      contracts.push({ contractNumber, line })
    }
  }, 120_000)
  afterAll(async () => {
    await end()
    await dropClusterDatabase(name)
    for (const line of lines.values()) await line.close()
  })

  /** The name of a contract whose records are on the machine of a port. */
  async function contractAt(port: number): Promise<string> {
    const [found] = await onDatabase<{ contract: string }>(
      databaseUrl,
      `SELECT 'c' || nth AS contract FROM generate_series(1, 200) AS nth
       JOIN citus_shards ON shardid = get_shard_id_for_distribution_column('usage_call', 'c' || nth)
       WHERE nodeport = ${port} LIMIT 1`,
    )
    return found!.contract
  }

  test('is noticed by its own contracts alone, and takes no try from their exports', async () => {
    const [dead, living] = contracts as [(typeof contracts)[0], (typeof contracts)[0]]
    const day = {
      startDate: generatedDay,
      startHour: 0,
      endDate: generatedDay,
      endHour: 23,
      by: 'call',
    } as const
    const now = new Date(`${generatedDay}T15:30:00Z`)
    const users = {
      dead: await createTestUser({ contractNumber: dead.contractNumber }),
      living: await createTestUser({ contractNumber: living.contractNumber }),
    }
    const search = (user: typeof users.dead) =>
      runSearch(user, { ...day, output: 'screen' }, source, now).then(
        ({ page }) => page!.records.length,
        (error: unknown) => refusalOfFailure(error),
      )
    const file = async (user: typeof users.dead) => {
      const order = {
        target: { search: { ...day, output: 'csv' } },
        encoding: 'utf-8',
        formulas: 'guarded',
      } as const
      const opened = await streamCsv(user, order, source, now)
      return (await buffer(opened.file)).toString().split('\r\n').length
    }
    const { exportId } = await requestNewExport(dead.contractNumber)
    expect([await search(users.dead), await search(users.living)]).toEqual([3, 3])

    dead.line.cut()
    expect(await search(users.living)).toBe(3)
    expect(await file(users.living)).toBe(5)
    expect((await readMenuUsage(users.living, undefined, now)).daily).toBeDefined()
    expect(await search(users.dead)).toEqual({ code: 'databaseAway' })
    expect(refusalOfFailure(await file(users.dead).catch((error: unknown) => error))).toEqual({
      code: 'databaseAway',
    })
    expect((await readMenuUsage(users.dead, undefined, now)).daily).toBeUndefined()
    for (let run = 0; run < 12; run++) await makeDueSet(exportId)
    expect(await storedSet(exportId)).toMatchObject({
      state: 'waiting',
      attempts: 12,
      returnedRuns: 12,
      failure: null,
    })

    dead.line.restore()
    expect(await search(users.dead)).toBe(3)
    await makeDueSet(exportId)
    expect(await storedSet(exportId)).toMatchObject({ state: 'ready', attempts: 13 })
  }, 120_000)
})
