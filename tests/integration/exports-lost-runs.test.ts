import { getPrisma } from '@/lib/db/prisma'
import { findExport } from '@/lib/exports/find-export'
import { beginRun, giveLostRunBack, giveRunBack, type ExportRun } from '@/lib/exports/run-state'
import { testOnPlain } from '@/tests/support/citus-only'
import type { TestAccount } from '@/tests/support/account'
import {
  contractOf,
  makeDueSet,
  makeSet,
  requestNewExport,
  storedSet,
  useSizedContracts,
} from '@/tests/support/exports'

const { pool } = useSizedContracts([1, 10_001])
const now = () => new Date()

const reasonsOf = async ({ accountId }: TestAccount) =>
  (await getPrisma().securityEvent.findMany({ where: { accountId, kind: 'exportFailed' } })).map(
    ({ detail }) => detail,
  )

async function beginsAt(exportId: string, moment: Date): Promise<ExportRun> {
  const run = await beginRun(exportId, moment)
  if (!run) throw new Error('not begun')
  return run
}

/** Puts a view in the place of a table whose every reader is killed by the server. */
async function whileReadersAreKilled(table: string, work: () => Promise<void>): Promise<void> {
  await pool().query(
    `CREATE OR REPLACE FUNCTION killed() RETURNS boolean LANGUAGE sql VOLATILE
       AS 'SELECT pg_terminate_backend(pg_backend_pid())';
     ALTER TABLE ${table} RENAME TO kept_${table};
     CREATE VIEW ${table} AS SELECT * FROM kept_${table} WHERE killed()`,
  )
  try {
    await work()
  } finally {
    await pool().query(`DROP VIEW ${table}; ALTER TABLE kept_${table} RENAME TO ${table}`)
  }
}

testOnPlain('a set whose own statement kills its connection has failed after twenty runs', async () => {
  const { account, exportId } = await requestNewExport(contractOf(1))
  await whileReadersAreKilled('usage_destination', async () => {
    for (let run = 1; run <= 19; run++) await makeDueSet(exportId)
    expect(await storedSet(exportId)).toMatchObject({ state: 'waiting', attempts: 19, returnedRuns: 19 })
    for (let run = 20; run <= 22; run++) await makeDueSet(exportId)
  })
  expect(await findExport(account, now())).toMatchObject({ state: 'failed', failure: 'unexpected' })
  expect(await storedSet(exportId)).toMatchObject({ attempts: 20 })
  expect(await reasonsOf(account)).toEqual([{ reason: 'unexpected' }])
})

test('after each run that broke the set waits longer, hours in all, and no more than one at a time', async () => {
  const { exportId } = await requestNewExport(contractOf(1))
  const pauses: number[] = []
  let moment = now()
  for (;;) {
    await giveLostRunBack(await beginsAt(exportId, moment), moment)
    const { state, nextRunAt } = await storedSet(exportId)
    if (state === 'failed') break
    const justBefore = new Date(nextRunAt!.getTime() - 1)
    expect(await beginRun(exportId, justBefore)).toBeUndefined()
    pauses.push((nextRunAt!.getTime() - moment.getTime()) / 1_000)
    moment = nextRunAt!
  }
  const doubled = Array.from({ length: 10 }, (_, index) => 5 * 2 ** index)
  expect(pauses).toEqual([...doubled, ...Array<number>(9).fill(3_600)])
})

test('runs that broke take no tries: ten are left after them', async () => {
  const { account, exportId } = await requestNewExport(contractOf(1))
  for (let run = 1; run <= 15; run++) {
    const { nextRunAt } = await storedSet(exportId)
    await giveLostRunBack(await beginsAt(exportId, nextRunAt ?? now()), now())
  }
  await pool().query('ALTER TABLE usage_destination RENAME TO gone')
  try {
    for (let run = 1; run <= 9; run++) await makeDueSet(exportId)
    expect(await storedSet(exportId)).toMatchObject({ state: 'waiting', attempts: 24, returnedRuns: 15 })
    await makeSet(exportId)
  } finally {
    await pool().query('ALTER TABLE gone RENAME TO usage_destination')
  }
  expect(await storedSet(exportId)).toMatchObject({ state: 'failed', attempts: 25, returnedRuns: 15 })
  expect(await reasonsOf(account)).toEqual([{ reason: 'unexpected' }])
})

test('a run that is given back twice, since the first answer was lost, takes nothing from the next', async () => {
  const { exportId } = await requestNewExport(contractOf(1))
  const first = await beginsAt(exportId, now())
  await giveLostRunBack(first, now())
  // Before the next one begins it changes nothing either.
  await giveLostRunBack(first, now())
  const { nextRunAt, returnedRuns } = await storedSet(exportId)
  expect(returnedRuns).toBe(1)
  const next = await beginsAt(exportId, nextRunAt!)
  await giveLostRunBack(first, now())
  await giveRunBack(first)
  expect(next.attempt).toBe(first.attempt + 1)
  expect(await storedSet(exportId)).toMatchObject({ state: 'running', attempts: 2, returnedRuns: 1 })
})

test('a set whose workers are stopped again and again has failed after twenty runs', async () => {
  const { account, exportId } = await requestNewExport(contractOf(1))
  for (let run = 1; run <= 20; run++) await giveRunBack(await beginsAt(exportId, now()))
  await makeSet(exportId)
  expect(await storedSet(exportId)).toMatchObject({ state: 'failed', attempts: 20, returnedRuns: 20 })
  expect(await reasonsOf(account)).toEqual([{ reason: 'unexpected' }])
})

test('a run whose end takes longer than its transaction may is a try', async () => {
  const { exportId } = await requestNewExport(contractOf(10_001))
  await pool().query(
    `CREATE FUNCTION store_slowly() RETURNS trigger LANGUAGE plpgsql
       AS $$ BEGIN PERFORM pg_sleep(0.4); RETURN NEW; END $$;
     CREATE TRIGGER store_slowly BEFORE INSERT ON export_file FOR EACH ROW EXECUTE FUNCTION store_slowly()`,
  )
  const prisma = getPrisma()
  const begin = prisma.$transaction.bind(prisma) as (work: unknown, options: object) => Promise<unknown>
  const shortly = jest
    .spyOn(prisma, '$transaction')
    .mockImplementation((work: unknown) => begin(work, { timeout: 300 }))
  try {
    await makeSet(exportId)
  } finally {
    shortly.mockRestore()
    await pool().query('DROP FUNCTION store_slowly CASCADE')
  }
  expect(await storedSet(exportId)).toMatchObject({
    state: 'waiting',
    attempts: 1,
    returnedRuns: 0,
    failure: 'unexpected',
  })
  await makeSet(exportId)
  expect(await storedSet(exportId)).toMatchObject({ state: 'ready', attempts: 2, returnedRuns: 0 })
})
