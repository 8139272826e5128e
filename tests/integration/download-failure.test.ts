import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { readSheet } from 'read-excel-file/node'
import { getFilePool } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { fileFormats, type FileFormat } from '@/lib/files/file-format'
import { downloadState } from '@/lib/usage/download-state'
import { preflight } from '@/lib/usage/preflight'
import { createTestUser } from '@/tests/support/account'
import {
  contractNumber,
  fullDay,
  useDownloadDays,
  overfullDay,
  searchOf,
  ticket,
  wideDay,
} from '@/tests/support/downloads'
import { eventually } from '@/tests/support/eventually'

const { pool, user, openFile } = useDownloadDays()

const newUser = (contractNumber: string) => createTestUser({ contractNumber })

/** Reads the beginning and no more. */
const readFirst = async (file: Readable) => {
  for await (const piece of file.iterator({ destroyOnReturn: false })) return piece as Buffer
}

async function recordsOf(file: Readable, format: FileFormat): Promise<number> {
  const content = await buffer(file)
  return format === 'csv'
    ? content.toString().split('\r\n').length - 2
    : (await readSheet(content)).length - 1
}

async function busyConnections(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' AND query LIKE 'COPY%'`,
  )
  return rows[0]!.count
}

/** Notes that wait for the audit trail. */
async function waitingNotes(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO%security_event%'`,
  )
  return rows[0]!.count
}

const state = () => downloadState(user(), ticket, new Date())

test('an hour that alone is too much is told for one before anything is made', async () => {
  const { call } = await preflight(user(), searchOf(overfullDay).search, 'csv')
  const hour = { startDate: overfullDay, startHour: 0, endDate: overfullDay, endHour: 0 }
  expect(call.offers).toMatchObject({ count: 1, overfull: 1, first: [{ ...hour, records: 10_001 }] })
  const both = { ...searchOf(fullDay).search, endDate: overfullDay }
  expect((await preflight(user(), both, 'csv')).call.offers).toMatchObject({ count: 2, overfull: 1 })
})

test.each(fileFormats)(
  'a reader that leaves a file (%s) gives its connection back within a second, and the trail says that it broke off',
  async (format) => {
    const file = await openFile(wideDay, user(), format)
    await readFirst(file)
    expect(await state()).toBe('making')
    expect(await busyConnections()).toBe(1)
    file.destroy()
    await eventually(async () => expect(await busyConnections()).toBe(0), { seconds: 1 })
    await eventually(async () => expect(await state()).toBe('broken'), { seconds: 5 })
  },
)

test.each(fileFormats)(
  'a database that goes away in the middle breaks the file (%s), and the next one is whole',
  async (format) => {
    const file = await openFile(wideDay, user(), format)
    await readFirst(file)
    await pool().query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'COPY%'`,
    )
    await expect(buffer(file)).rejects.toThrow()
    await eventually(async () => expect(await state()).toBe('broken'), { seconds: 5 })
    expect(await recordsOf(await openFile(wideDay, user(), format), format)).toBe(9_000)
    await eventually(async () => expect(await state()).toBe('completed'), { seconds: 5 })
  },
)

test('a connection lost before the start is noted is an answer, not the end of the process', async () => {
  const holder = await pool().connect()
  await holder.query('BEGIN; LOCK TABLE security_event IN SHARE ROW EXCLUSIVE MODE')
  const failed = expect(openFile(wideDay).then(buffer)).rejects.toThrow()
  await eventually(async () => expect(await waitingNotes()).toBe(1), { seconds: 5 })
  const { rows } = await pool().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY%'`,
  )
  expect(rows).toHaveLength(1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  await holder.query('ROLLBACK')
  holder.release()
  await failed
  await eventually(async () => expect(await state()).toBe('broken'), { seconds: 5 })
  expect(getFilePool()!.totalCount - getFilePool()!.idleCount).toBe(0)
})

test('a download whose process says nothing any more is broken within a minute, one that is still read is not', async () => {
  const beats = jest.spyOn(globalThis, 'setInterval')
  const file = await openFile(wideDay)
  await readFirst(file)
  const [beat] = beats.mock.calls.find(([, milliseconds]) => milliseconds === 15_000)!
  beats.mockRestore()
  const rowIsOlder = (seconds: number) =>
    pool().query(
      `UPDATE download SET seen_at = now() - make_interval(secs => $2) WHERE account_id = $1 AND state = 'making'`,
      [user().accountId, seconds],
    )
  await rowIsOlder(30)
  expect(await state()).toBe('making')
  await rowIsOlder(50)
  expect(await state()).toBe('broken')
  ;(beat as () => void)()
  await eventually(async () => expect(await state()).toBe('making'), { seconds: 5 })
  file.destroy()
  await eventually(async () => expect(await busyConnections()).toBe(0), { seconds: 5 })
  await eventually(async () => expect(await state()).toBe('broken'), { seconds: 5 })
})

test('downloads of more than a day ago are forgotten when another of their account ends', async () => {
  const who = await newUser('77')
  await pool().query(
    `INSERT INTO download (account_id, ticket, state, started_at, seen_at, ended_at)
     SELECT $1, $2, 'completed', at, at, at FROM (VALUES (now() - interval '25 hours'), (now() - interval '23 hours')) AS old (at)`,
    [who.accountId, ticket],
  )
  await buffer(await openFile(fullDay, who))
  const own = () => getPrisma().download.count({ where: { accountId: who.accountId } })
  await eventually(async () => expect(await own()).toBe(2))
})

test('a start that cannot be noted makes no file, and frees its connection', async () => {
  await pool().query(
    `ALTER TABLE security_event ADD CONSTRAINT no_start CHECK (kind <> 'downloadStarted') NOT VALID`,
  )
  try {
    await expect(openFile(wideDay)).rejects.toThrow('no_start')
  } finally {
    await pool().query('ALTER TABLE security_event DROP CONSTRAINT no_start')
  }
  await eventually(() => expect(getFilePool()!.idleCount).toBe(getFilePool()!.totalCount))
  expect((await buffer(await openFile(fullDay))).length).toBeGreaterThan(0)
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
  await pool().query(
    `DELETE FROM usage_call WHERE contract_number = '77' AND call_id > 5000 AND called_at < '2026-02-01T15:00:00Z'`,
  )
  expect((await buffer(file)).toString().split('\r\n')).toHaveLength(10_000 + 2)
})

test('the trail tells who took what, and another account learns nothing of a ticket', async () => {
  const who = await newUser(contractNumber)
  await buffer(await openFile(fullDay, who))
  const events = await eventually(async () => {
    const noted = await getPrisma().securityEvent.findMany({
      where: { accountId: who.accountId },
      orderBy: { id: 'asc' },
    })
    expect(noted.map(({ kind }) => kind)).toEqual(['downloadStarted', 'downloadCompleted'])
    return noted
  })
  expect(events[0]!.detail).toEqual({
    startDate: fullDay,
    startHour: '0',
    endDate: fullDay,
    endHour: '23',
    output: 'csv',
    by: 'call',
    records: 10_000,
    encoding: 'utf-8',
    ticket,
  })
  expect(await downloadState(await newUser(contractNumber), ticket, new Date())).toBe('unknown')
})
