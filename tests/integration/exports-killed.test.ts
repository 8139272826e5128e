import { setTimeout as pause } from 'node:timers/promises'
import { requestExport } from '@/lib/exports/request-export'
import { createTestAccount } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { eventually } from '@/tests/support/eventually'
import { checkedRows, digestOf, requestNewExport, source, whenAllEnded } from '@/tests/support/exports'
import { useForkedWorkers } from '@/tests/support/forked-worker'
import { generateUsage } from '@/tests/support/generated-usage'
import { insertLargeCalls } from '@/tests/support/large-calls'
import { usageRows } from '@/tests/support/usage-rows'
import { createRandom } from '@/prisma/factories/random'

const { pool } = useTestDatabase()
const { load, begin, kill } = useForkedWorkers(pool)

/** Waits until a worker holds the lock of a set. */
const whenSetIsLocked = () =>
  eventually(async () => {
    const { rowCount } = await pool().query(
      `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
       WHERE datname = current_database() AND locktype = 'advisory'`,
    )
    expect(rowCount).toBeGreaterThan(0)
  })

/** Kills a worker at each of so many random moments, each while it makes a set; the last one makes all of them. */
async function killWorkers(kills: number, request: () => Promise<string>): Promise<string[]> {
  const random = createRandom('kills')
  const requested: string[] = []
  let stopped = 0
  let next = load()
  for (let killed = 0; killed < kills; killed++) {
    const worker = await next
    // While this one works the one that follows it is being loaded.
    next = load()
    requested.push(await request())
    await begin(worker)
    // Every other one is killed while it makes a set, however busy the machine is; the rest at any moment.
    if (killed % 2 === 0) await whenSetIsLocked()
    await pause(random.integer(0, 500))
    await kill(worker)
    const { rows } = await pool().query(`SELECT FROM export_request WHERE state = 'running'`)
    stopped += rows.length > 0 ? 1 : 0
    const half = await pool().query(
      `SELECT FROM export_file JOIN export_request USING (export_id) WHERE state <> 'ready'`,
    )
    expect(half.rows).toHaveLength(0)
  }
  // Else the moments were badly chosen, and nothing was shown.
  expect(stopped).toBeGreaterThan(kills / 6)

  const last = await next
  await begin(last)
  await whenAllEnded(60)
  await kill(last)
  const { rows } = await pool().query(
    `SELECT FROM security_event JOIN export_request USING (account_id)
     WHERE kind = 'exportReady' AND export_id = ANY ($1)`,
    [requested],
  )
  expect(rows).toHaveLength(kills)
  return requested
}

test('workers killed at 30 random moments leave 30 sets whole: each record once, every checksum right', async () => {
  await generateUsage(pool(), 'k1', 12_000)
  const expected = digestOf(await usageRows(pool(), 'destination', 'true', [], 'k1'))
  const requested = await killWorkers(30, async () => (await requestNewExport('k1')).exportId)
  for (const exportId of requested) {
    const files = await checkedRows(exportId)
    expect(files.map((records) => records.length)).toEqual([10_000, 2_000])
    expect(digestOf(files.flat())).toBe(expected)
  }
}, 180_000)

test('workers killed at 10 random moments leave 10 sets of a call whole, each of its range of numbers', async () => {
  const calledAt = new Date('2026-02-10T00:54:13Z')
  await insertLargeCalls(pool(), 'k2', '2026-02-10', [
    { callId: 1, at: '09:54:13', destinations: 30_000, spanSeconds: 600 },
  ])
  const call = { callId: 1n, calledAt, numbers: { from: 5_001, to: 20_000 } }
  const requested = await killWorkers(10, async () => {
    const account = await createTestAccount({ contractNumber: 'k2' })
    const taken = await requestExport(
      account,
      { call, encoding: 'utf-8', formulas: 'guarded', locale: 'ja' },
      source,
      new Date(),
    )
    if (taken.outcome !== 'taken') throw new Error(taken.outcome)
    return taken.exportId
  })
  const digests = new Set<string>()
  for (const exportId of requested) {
    const files = await checkedRows(exportId)
    expect(files.map((records) => records.length)).toEqual([10_000, 5_000])
    // The number that was called tells the number of the destination.
    const numbers = files.flat().map((row) => (Number(row[3]) - 100_000_000) / 7_919 + 1)
    expect([Math.min(...numbers), Math.max(...numbers), new Set(numbers).size]).toEqual([
      5_001, 20_000, 15_000,
    ])
    digests.add(digestOf(files.flat()))
  }
  expect(digests.size).toBe(1)
}, 120_000)
