import { setTimeout as pause } from 'node:timers/promises'
import { testOnPlain } from '@/tests/support/citus-only'
import { startCli } from '@/tests/support/cli'
import { eventually } from '@/tests/support/eventually'
import { useImports } from '@/tests/support/imports'
import {
  day,
  digestTables,
  fileOf,
  goodCall,
  goodDestinations,
  importArgs,
  importFiles,
  largeFiles,
} from '@/tests/support/usage-files'
import { createRandom } from '@/prisma/factories/random'

const { pool, write } = useImports()

const killsWanted = 20

/** Without the times and numbers of loads, which differ each time. */
async function digest() {
  const tables = await digestTables(pool(), ['usage_import', 'usage_import_contract', 'usage_load'])
  const { rows } = await pool().query('SELECT count(*)::int AS loads FROM usage_import')
  return { ...tables, loads: rows[0].loads as number }
}

/** How many loads are at work, or of those how many wait for another. */
async function countLoads(condition = 'true'): Promise<number> {
  const { rows } = await pool().query<{ loads: number }>(
    `SELECT count(*)::int AS loads FROM pg_stat_activity
     WHERE application_name = 'bizfax-load' AND datname = current_database() AND ${condition}`,
  )
  return rows[0]!.loads
}

const whenNoneLoads = () => eventually(async () => expect(await countLoads()).toBe(0))
const whenOneWaits = () =>
  eventually(async () => expect(await countLoads("wait_event_type = 'Lock'")).toBe(1))

test('SIGKILL at 20 random moments: the day is as it was before, or as it should be after', async () => {
  const large = (seed: string) =>
    write(largeFiles({ contractNumbers: ['04', '05'], destinations: 8_000, seed }))
  const versions = [await large('one'), await large('two')]
  for (const version of [...versions, versions[0]!]) await importFiles(version)
  const states: Awaited<ReturnType<typeof digest>>[] = []
  for (const version of [versions[1]!, versions[0]!]) {
    await importFiles(version)
    states.push(await digest())
  }
  const [ofTwo, ofOne] = states as [(typeof states)[0], (typeof states)[0]]
  const withoutLoads = (state: (typeof states)[0]) => ({ ...state, loads: 0 })

  const run = (version: number) =>
    startCli(pool().options.connectionString!, importArgs(versions[version]!, '--quiet'))
  // As long as a load takes here, from the start of the process: kills are spread over all of it.
  const startedAt = performance.now()
  expect((await run(1).ended).code).toBe(0)
  const duration = performance.now() - startedAt
  expect((await run(0).ended).code).toBe(0)

  const random = createRandom('kill')
  let current = 0
  const after = { before: 0, after: 0 }
  for (let kill = 0; kill < killsWanted; kill++) {
    const before = await digest()
    const { child, ended } = run(1 - current)
    // The first half of it is Node starting; what is of interest comes then.
    await pause((duration * random.integer(35, 100)) / 100)
    child.kill('SIGKILL')
    await ended
    await whenNoneLoads()
    const now = await digest()
    const isLoaded = now.loads > before.loads
    if (isLoaded) current = 1 - current
    after[isLoaded ? 'after' : 'before'] += 1
    expect(now.loads - before.loads).toBe(isLoaded ? 1 : 0)
    expect(withoutLoads(now)).toEqual(withoutLoads(current === 1 ? ofTwo : ofOne))
  }
  expect(after.before).toBeGreaterThan(0)

  // And nothing is left that would stand in the way of the next.
  expect((await run(1 - current).ended).code).toBe(0)
  expect(withoutLoads(await digest())).toEqual(withoutLoads(current === 1 ? ofOne : ofTwo))
}, 300_000)

testOnPlain(
  'SIGKILL while the totals by 発信番号 are written, those by hour being there: nothing has changed',
  async () => {
    const before = await digest()
    const caller = '0999'
    const files = await write({
      calls: fileOf('calls', [goodCall.with(4, caller)]),
      destinations: fileOf(
        'destinations',
        goodDestinations.map((row) => row.with(5, caller)),
      ),
    })
    const held = await pool().connect()
    try {
      // This row has the key that the import writes, and is not committed: the import waits for it.
      await held.query(
        `BEGIN; INSERT INTO usage_caller_day VALUES
         ('04', 'call', '${day} 00:00+09', '${day}', '${caller}', 1, 1, 1, 1, 1, 1)`,
      )
      const { child, ended } = startCli(
        pool().options.connectionString!,
        importArgs(files, '--quiet', '--allow-fewer'),
      )
      await eventually(async () =>
        expect(
          await countLoads(`wait_event_type = 'Lock' AND query LIKE 'INSERT INTO usage_caller_day%'`),
        ).toBe(1),
      )
      child.kill('SIGKILL')
      await ended
    } finally {
      await held.query('ROLLBACK')
      held.release()
    }
    await whenNoneLoads()
    expect(await digest()).toEqual(before)
  },
)

/** Runs `work` while a load that never ends keeps the next one waiting. */
async function whileAnotherLoads(work: () => Promise<void>) {
  const held = await pool().connect()
  await held.query("BEGIN; SELECT pg_advisory_xact_lock(hashtext('usage_load'))")
  try {
    await work()
  } finally {
    await held.query('COMMIT')
    held.release()
  }
}

test('Ctrl-C ends an import at once with exit code 130', async () => {
  const before = await digest()
  await whileAnotherLoads(async () => {
    const files = await write(largeFiles({ contractNumbers: ['04'], destinations: 100, seed: 'interrupt' }))
    const { child, ended } = startCli(pool().options.connectionString!, importArgs(files))
    await new Promise<void>((resolve) =>
      child.stderr!.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('Waiting')) resolve()
      }),
    )
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130, stdout: '' })
  })
  await whenNoneLoads()
  expect(await digest()).toEqual(before)
})

test('a database that goes away in the middle: one line, exit code 1, nothing changed', async () => {
  const before = await digest()
  await whileAnotherLoads(async () => {
    const files = await write(largeFiles({ contractNumbers: ['04'], destinations: 100, seed: 'away' }))
    const { child, ended } = startCli(pool().options.connectionString!, importArgs(files, '--json'))
    await whenOneWaits()
    await pool().query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bizfax-load' AND datname = current_database()",
    )
    expect(await ended).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'The connection to the database was lost. Nothing was changed. Check the database and run the command again.\n',
    })
    expect(child.exitCode).toBe(1)
  })
  expect(await digest()).toEqual(before)
})
