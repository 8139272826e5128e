import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { useTestDatabase } from '@/tests/support/connected-database'
import { checkedRows, digestOf, plainRows, requestNewExport, whenAllEnded } from '@/tests/support/exports'
import { generateUsage } from '@/tests/support/generated-usage'
import { createRandom } from '@/prisma/factories/random'

const { pool } = useTestDatabase()
const workers = new Set<ChildProcess>()

afterAll(() => {
  for (const worker of workers) worker.kill('SIGKILL')
})

/** A worker that has loaded what it needs and waits to be told the database. */
async function loadWorker(): Promise<ChildProcess> {
  const worker = fork(path.join(__dirname, '../support/export-worker.ts'), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, LOG_LEVEL: 'silent' },
  })
  workers.add(worker)
  await once(worker, 'message')
  return worker
}

async function begin(worker: ChildProcess): Promise<void> {
  worker.send(pool().options.connectionString!)
  await once(worker, 'message')
}

async function kill(worker: ChildProcess): Promise<void> {
  workers.delete(worker)
  const gone = once(worker, 'exit')
  worker.kill('SIGKILL')
  await gone
}

test('workers killed at 30 random moments leave 30 sets whole: each record once, every checksum right', async () => {
  const kills = 30
  await generateUsage(pool(), 'k1', 12_000)
  const expected = digestOf(await plainRows(pool(), 'k1', 'destination'))
  const random = createRandom('kills')
  const requested: string[] = []
  let stopped = 0
  let next = loadWorker()
  for (let killed = 0; killed < kills; killed++) {
    const worker = await next
    // While this one works the one that follows it is being loaded.
    next = loadWorker()
    requested.push((await requestNewExport(pool(), 'k1')).exportId)
    await begin(worker)
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
  expect(stopped).toBeGreaterThan(5)

  await begin(await next)
  await whenAllEnded(pool(), 60)
  for (const exportId of requested) {
    const files = await checkedRows(pool(), exportId)
    expect(files.map((records) => records.length)).toEqual([10_000, 2_000])
    expect(digestOf(files.flat())).toBe(expected)
  }
  const told = await pool().query(`SELECT FROM security_event WHERE kind = 'exportReady'`)
  expect(told.rows).toHaveLength(kills)
}, 180_000)
