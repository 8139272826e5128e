import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getFilePool } from '@/lib/db/pool'
import { PortalError, type Refusal } from '@/lib/errors'
import { downloadState } from '@/lib/usage/download-state'
import { streamCsv } from '@/lib/usage/stream-csv'
import { preflight } from '@/lib/usage/preflight'
import type { UsageKind } from '@/lib/usage/search'
import { createTestUser } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { insertManyCalls } from '@/tests/support/many-calls'

const source = { address: null, userAgent: null }
const ticket = '6f1c7c5e-0d7e-4d0a-9a55-5f4a8f2a1c01'
/** Days of contract 77: with the most that a file holds, with one more, and with rows that fill every buffer. */
const fullDay = '2026-02-01'
const overfullDay = '2026-02-02'
const wideDay = '2026-02-03'

const database = useTestDatabase()
let user: SignedInUser

beforeAll(async () => {
  const pool = database.pool()
  user = await newUser('77')
  const contractNumber = '77'
  await insertManyCalls(pool, { contractNumber, date: fullDay, records: 10_000 })
  await insertManyCalls(pool, { contractNumber, date: overfullDay, records: 10_001 })
  await insertManyCalls(pool, { contractNumber, date: wideDay, records: 9_000, area: 'X'.repeat(2_000) })
})

const newUser = (contractNumber: string) => createTestUser(database.pool(), { contractNumber })

const searchOf = (date: string, by: UsageKind = 'call') =>
  ({ search: { startDate: date, startHour: 0, endDate: date, endHour: 23, output: 'csv', by } }) as const

async function open(date: string, who = user): Promise<Readable | Refusal['code']> {
  const download = { target: searchOf(date), encoding: 'utf-8', formulas: 'guarded', ticket } as const
  try {
    return (await streamCsv(who, download, source, new Date())).file
  } catch (error) {
    if (error instanceof PortalError) return error.refusal.code
    throw error
  }
}

async function openFile(date: string, who = user): Promise<Readable> {
  const file = await open(date, who)
  if (typeof file === 'string') throw new Error(file)
  return file
}

/** Reads the beginning and no more. */
const readFirst = async (file: Readable) => {
  for await (const piece of file.iterator({ destroyOnReturn: false })) return piece as Buffer
}

async function busyConnections(): Promise<number> {
  const { rows } = await database.pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' AND query LIKE 'COPY%'`,
  )
  return rows[0]!.count
}

/** Notes that wait for the audit trail. */
async function waitingNotes(): Promise<number> {
  const { rows } = await database.pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO%security_event%'`,
  )
  return rows[0]!.count
}

async function until(condition: () => Promise<boolean>, milliseconds: number) {
  const end = performance.now() + milliseconds
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('not in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const state = () => downloadState(user, ticket, new Date())

test('10,000 records are a file, 10,001 are refused, and none are no file', async () => {
  const file = await buffer(await openFile(fullDay))
  expect(file.toString().split('\r\n')).toHaveLength(10_000 + 2)
  expect(await open(overfullDay)).toBe('tooManyForCsv')
  expect(await open('2026-01-31')).toBe('noRecords')
  expect(await open(fullDay, await newUser('78'))).toBe('noRecords')
})

test('an hour that alone is too much is told for one before anything is made', async () => {
  const { call } = await preflight(user, searchOf(overfullDay).search, 'csv')
  const hour = { startDate: overfullDay, startHour: 0, endDate: overfullDay, endHour: 0 }
  expect(call.offers).toMatchObject({ count: 1, overfull: 1, first: [{ ...hour, records: 10_001 }] })
  const both = { ...searchOf(fullDay).search, endDate: overfullDay }
  expect((await preflight(user, both, 'csv')).call.offers).toMatchObject({ count: 2, overfull: 1 })
})

test('a file refuses a call of more destinations than it holds', async () => {
  const pool = database.pool()
  await pool.query(
    `INSERT INTO usage_destination SELECT contract_number, called_at, 1, call_id::int + 1, usage_date, communication_type,
       caller_number, callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge
     FROM usage_destination WHERE contract_number = '77' AND usage_date = $1`,
    [fullDay],
  )
  const call = { callId: 1n, calledAt: new Date() }
  const download = { target: { call }, encoding: 'utf-8', formulas: 'guarded' } as const
  await expect(streamCsv(user, download, source, new Date())).rejects.toMatchObject({
    refusal: { code: 'tooManyForCsv' },
  })
})

test('a reader that leaves gives its connection back within a second, and the trail says that it broke off', async () => {
  const file = await openFile(wideDay)
  await readFirst(file)
  expect(await state()).toBe('making')
  expect(await busyConnections()).toBe(1)
  file.destroy()
  await until(async () => (await busyConnections()) === 0, 1_000)
  await until(async () => (await state()) === 'broken', 5_000)
})

test('a database that goes away in the middle breaks the file, and the next one is whole', async () => {
  const file = await openFile(wideDay)
  await readFirst(file)
  await database.pool().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'COPY%'`,
  )
  await expect(buffer(file)).rejects.toThrow()
  await until(async () => (await state()) === 'broken', 5_000)
  expect((await buffer(await openFile(wideDay))).toString().split('\r\n')).toHaveLength(9_000 + 2)
  await until(async () => (await state()) === 'completed', 5_000)
})

test('a connection lost before the start is noted is an answer, not the end of the process', async () => {
  const pool = database.pool()
  const holder = await pool.connect()
  await holder.query('BEGIN; LOCK TABLE security_event IN SHARE ROW EXCLUSIVE MODE')
  const failed = expect(openFile(wideDay).then(buffer)).rejects.toThrow()
  await until(async () => (await waitingNotes()) === 1, 5_000)
  const { rows } = await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY%'`,
  )
  expect(rows).toHaveLength(1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  await holder.query('ROLLBACK')
  holder.release()
  await failed
  await until(async () => (await state()) === 'broken', 5_000)
  expect(getFilePool()!.totalCount - getFilePool()!.idleCount).toBe(0)
})

test('a download whose process says nothing any more is broken within a minute, one that is still read is not', async () => {
  const beats = jest.spyOn(globalThis, 'setInterval')
  const file = await openFile(wideDay)
  await readFirst(file)
  const [beat] = beats.mock.calls.find(([, milliseconds]) => milliseconds === 15_000)!
  beats.mockRestore()
  const rowIsOlder = (seconds: number) =>
    database
      .pool()
      .query(
        `UPDATE download SET seen_at = now() - make_interval(secs => $2) WHERE account_id = $1 AND state = 'making'`,
        [user.accountId, seconds],
      )
  await rowIsOlder(30)
  expect(await state()).toBe('making')
  await rowIsOlder(50)
  expect(await state()).toBe('broken')
  ;(beat as () => void)()
  await until(async () => (await state()) === 'making', 5_000)
  file.destroy()
  await until(async () => (await busyConnections()) === 0, 5_000)
  await until(async () => (await state()) === 'broken', 5_000)
})

test('downloads of more than a day ago are forgotten when another of their account ends', async () => {
  const who = await newUser('77')
  await database.pool().query(
    `INSERT INTO download (account_id, ticket, state, started_at, seen_at, ended_at)
     SELECT $1, $2, 'completed', at, at, at FROM (VALUES (now() - interval '25 hours'), (now() - interval '23 hours')) AS old (at)`,
    [who.accountId, ticket],
  )
  await buffer(await openFile(fullDay, who))
  await until(async () => {
    const { rows } = await database
      .pool()
      .query('SELECT FROM download WHERE account_id = $1', [who.accountId])
    return rows.length === 2
  }, 5_000)
})

test('a start that cannot be noted makes no file, and frees its connection', async () => {
  const pool = database.pool()
  await pool.query(
    `ALTER TABLE security_event ADD CONSTRAINT no_start CHECK (kind <> 'downloadStarted') NOT VALID`,
  )
  try {
    await expect(openFile(wideDay)).rejects.toThrow('no_start')
  } finally {
    await pool.query('ALTER TABLE security_event DROP CONSTRAINT no_start')
  }
  await until(async () => getFilePool()!.totalCount === getFilePool()!.idleCount, 5_000)
  expect((await buffer(await openFile(fullDay))).length).toBeGreaterThan(0)
})

test('an account takes two files at once; the third is told to wait, another account is not', async () => {
  const files = [await openFile(wideDay), await openFile(wideDay)]
  expect(await open(wideDay)).toBe('downloadsAtOnce')
  const other = await openFile(wideDay, await newUser('77'))
  other.destroy()
  await buffer(files[0]!)
  await until(async () => {
    const next = await open(wideDay)
    if (typeof next !== 'string') next.destroy()
    return typeof next !== 'string'
  }, 5_000)
  files[1]!.destroy()
})

test('an account that asks for 40 files at once takes no connection that another account’s 40 files need', async () => {
  const other = await newUser('77')
  const asked = Promise.all(Array.from({ length: 40 }, () => open(wideDay)))
  // The other account asks again as soon as it has read a file, two at a time: each of them is there at once.
  const readInTurn = async () => {
    for (let turn = 0; turn < 20; turn++) await buffer(await openFile(fullDay, other))
  }
  await Promise.all([readInTurn(), readInTurn()])
  const files = await asked
  expect(files.filter((file) => file === 'downloadsAtOnce')).toHaveLength(38)
  expect(getFilePool()!.totalCount - getFilePool()!.idleCount).toBe(2)
  for (const file of files) if (typeof file !== 'string') file.destroy()
  await until(() => Promise.resolve(getFilePool()!.totalCount === getFilePool()!.idleCount), 5_000)
})

test('pages keep their connections however many files are stalled; one file too many is told to wait', async () => {
  const users = await Promise.all(Array.from({ length: 6 }, () => newUser('77')))
  // One connection is free already when all of them ask for one.
  await buffer(await openFile(fullDay))
  await until(() => Promise.resolve(getFilePool()!.idleCount > 0), 5_000)
  const files = await Promise.all(users.flatMap((who) => [open(wideDay, who), open(wideDay, who)]))
  expect(files.filter((file) => file === 'downloadsCrowded')).toHaveLength(2)
  expect(files.filter((file) => typeof file !== 'string')).toHaveLength(10)
  expect(getFilePool()).toBeUndefined()
  expect((await database.pool().query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  for (const file of files) if (typeof file !== 'string') file.destroy()
  await until(() => Promise.resolve(getFilePool() !== undefined), 5_000)
})

test('a stalled reader makes the database wait: what is read ahead does not grow with the file', async () => {
  const file = await openFile(wideDay)
  await readFirst(file)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(await busyConnections()).toBe(1)
  expect(file.readableLength).toBeLessThan(512 * 1024)
  file.destroy()
})

test('what is read is from the moment of the count, whatever is loaded meanwhile', async () => {
  const file = await openFile(fullDay)
  await database
    .pool()
    .query(
      `DELETE FROM usage_call WHERE contract_number = '77' AND call_id > 5000 AND called_at < '2026-02-01T15:00:00Z'`,
    )
  expect((await buffer(file)).toString().split('\r\n')).toHaveLength(10_000 + 2)
})

test('the trail tells who took what, and another account learns nothing of a ticket', async () => {
  const { rows } = await database
    .pool()
    .query<{ kind: string; detail: Record<string, unknown> }>(
      `SELECT kind, detail FROM security_event WHERE account_id = $1 AND kind LIKE 'download%' ORDER BY event_id LIMIT 2`,
      [user.accountId],
    )
  expect(rows.map(({ kind }) => kind)).toEqual(['downloadStarted', 'downloadCompleted'])
  expect(rows[0]!.detail).toEqual({
    ...{ startDate: fullDay, startHour: '0', endDate: fullDay, endHour: '23', output: 'csv', by: 'call' },
    ...{ records: 10_000, encoding: 'utf-8', ticket },
  })
  expect(await downloadState(await newUser('77'), ticket, new Date())).toBe('unknown')
})
