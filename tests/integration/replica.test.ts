import { buffer } from 'node:stream/consumers'
import { Client } from 'pg'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { connectReplica, getPool, getReplicaPool } from '@/lib/db/pool'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { loadDay } from '@/lib/ingest/load-day'
import { registry } from '@/lib/metrics/counters'
import { runSearch } from '@/lib/usage/run-search'
import type { UsageSearch } from '@/lib/usage/search'
import { streamCsv } from '@/lib/usage/stream-file'
import { findDatabasePrograms } from '@/scripts/cluster/programs'
import { createTestUser } from '@/tests/support/account'
import { openDatabaseLine, type DatabaseLine } from '@/tests/support/database-line'
import { eventually } from '@/tests/support/eventually'
import { useReplicatedDatabase } from '@/tests/support/replicated-database'
import { callRow, destinationRow } from '@/tests/support/usage-day'

/** Where PostgreSQL's programs are missing, `npm test` says in one line what is left out. */
const describeWithReplica = findDatabasePrograms() ? describe : describe.skip

const date = '2026-02-01'
const now = new Date('2026-02-10T03:00:00Z')
const source = { address: '192.0.2.3', userAgent: 'test' }
const search: UsageSearch = {
  startDate: date,
  startHour: 0,
  endDate: date,
  endHour: 23,
  by: 'call',
  output: 'screen',
}

/** What happens in the middle of a search. */
let midway: (db: Database) => Promise<unknown> = async () => {}
jest.mock('@/lib/usage/loaded-days', () => {
  const actual = jest.requireActual<typeof import('@/lib/usage/loaded-days')>('@/lib/usage/loaded-days')
  return {
    ...actual,
    loadedDays: async (at: Date, db: Database) => {
      await midway(db)
      return actual.loadedDays(at, db)
    },
  }
})

describeWithReplica('reading from a replica', () => {
  // A conflict soon ends a statement of the replica; none comes unasked.
  const { databases, onReplica } = useReplicatedDatabase({
    max_standby_streaming_delay: '500ms',
    hot_standby_feedback: 'off',
    autovacuum: 'off',
  })
  let line: DatabaseLine
  let user: SignedInUser

  /** Loads the day anew, with so many calls. */
  async function load(calls: number) {
    const client = await getPool().connect()
    const ids = Array.from({ length: calls }, (_, index) => BigInt(index + 1))
    try {
      await loadDay(
        client,
        {
          date,
          calls: ids.map((id) => callRow(id, `${date} 10:00:00`)),
          destinations: ids.map((id) => destinationRow(id, 1, `${date} 10:00:01`)),
        },
        'operator:test',
      )
    } finally {
      client.release()
    }
  }

  /** How often searches and files were read on the replica, and on the primary instead. */
  async function outcomes(): Promise<Record<string, number>> {
    const metric = await registry.getSingleMetric('portal_replica_reads_total')!.get()
    const counted = metric.values.filter(({ value }) => value > 0)
    return Object.fromEntries(
      counted.map(({ labels, value }) => [`${labels.reader} ${labels.outcome}`, value]),
    )
  }

  /** What a work counted. */
  async function countedBy<T>(work: () => Promise<T>): Promise<[T, string[]]> {
    const before = await outcomes()
    const result = await work()
    const after = await outcomes()
    return [result, Object.keys(after).filter((key) => after[key] !== before[key])]
  }

  const find = async () => (await runSearch(user, search, source, now)).preflight.call.totals.records
  const openFile = async (withNames = false) => {
    const request = { target: { search: { ...search, output: 'csv' as const } }, withNames }
    const csv = { encoding: 'utf-8', formulas: 'guarded' } as const
    return (await streamCsv(user, { ...request, ...csv }, source, now)).file
  }
  const fileOf = async (withNames?: boolean) => (await buffer(await openFile(withNames))).toString()
  const linesOf = async () => (await fileOf()).split('\r\n').length - 2

  /** Returns when searches are read on the replica again. */
  const whenRead = () =>
    eventually(async () => expect((await countedBy(find))[1]).toEqual(['search read']), { seconds: 30 })

  beforeAll(async () => {
    user = await createTestUser()
    line = await openDatabaseLine(databases().replicaUrl)
    await connectReplica(line.databaseUrl)
    await load(3)
    await whenRead()
  })
  afterAll(async () => {
    await connectReplica(undefined)
    await line.close()
  })

  test('a search and a file are read there, and are what the primary gives', async () => {
    const [found, searched] = await countedBy(() => runSearch(user, search, source, now))
    const [file, streamed] = await countedBy(() => fileOf())
    expect([searched, streamed]).toEqual([['search read'], ['file read']])
    const sent = [...line.statements()].join('\n')
    expect(sent).toMatch(/SELECT [^]* FROM "public"."usage_call"/)
    expect(sent).toMatch(/COPY \(SELECT [^]* FROM usage_call/)
    expect(sent).not.toMatch(/number_name|security_event|INSERT|UPDATE/)

    await connectReplica(undefined)
    try {
      expect(await countedBy(() => runSearch(user, search, source, now))).toEqual([found, []])
      expect(await countedBy(() => fileOf())).toEqual([file, []])
    } finally {
      await connectReplica(line.databaseUrl)
    }
    expect(found.preflight.call.totals.records).toBe(3)
    expect(found.page!.records).toHaveLength(3)
    expect(file.split('\r\n')).toHaveLength(5)
  })

  test('what a replica lacks is never missing: a load and a purge that it has not read yet', async () => {
    await onReplica('SELECT pg_wal_replay_pause()')
    try {
      await load(5)
      expect(await countedBy(find)).toEqual([5, ['search behind']])
      expect(await countedBy(linesOf)).toEqual([5, ['file behind']])
    } finally {
      await onReplica('SELECT pg_wal_replay_resume()')
    }
    await whenRead()
    expect(await countedBy(linesOf)).toEqual([5, ['file read']])

    await onReplica('SELECT pg_wal_replay_pause()')
    try {
      await getPrisma().usagePurge.create({
        data: {
          purgedBefore: new Date('2020-01-01'),
          callRecords: 0,
          destinationRecords: 0,
          purgedBy: 'operator:test',
        },
      })
      expect((await countedBy(find))[1]).toEqual(['search behind'])
    } finally {
      await onReplica('SELECT pg_wal_replay_resume()')
    }
    await whenRead()
  })

  test('a replica of another primary, whose loads have the same numbers, is not read', async () => {
    await onReplica('SELECT pg_wal_replay_pause()')
    try {
      await getPool().query("UPDATE usage_import SET imported_at = imported_at + interval '1 second'")
      expect(await countedBy(find)).toEqual([5, ['search behind']])
      expect(await countedBy(linesOf)).toEqual([5, ['file behind']])
    } finally {
      await onReplica('SELECT pg_wal_replay_resume()')
    }
    await whenRead()
  })

  test('a file of the replica is whole though the connection that holds its place is lost', async () => {
    // More than waits in memory for its reader.
    await load(9_000)
    await whenRead()
    const [file, counted] = await countedBy(() => openFile())
    expect(counted).toEqual(['file read'])
    const elsewhere = new Client({ connectionString: databases().primaryUrl })
    await elsewhere.connect()
    try {
      const { rowCount } = await elsewhere.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks
         WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      )
      expect(rowCount).toBe(1)
    } finally {
      await elsewhere.end()
    }
    expect((await buffer(file)).toString().split('\r\n')).toHaveLength(9_002)
    await load(5)
    await whenRead()
    expect(await linesOf()).toBe(5)
  })

  test('a name that was just given stands beside its number, and in a file, though the replica lacks it', async () => {
    await onReplica('SELECT pg_wal_replay_pause()')
    try {
      await getPool().query(
        `INSERT INTO number_list (contract_number, version) VALUES ('04', 1) ON CONFLICT DO NOTHING`,
      )
      await getPool().query(
        `INSERT INTO number_name (contract_number, number, name, version, changed_at, changed_by)
         VALUES ('04', '001', '本社', 1, now(), 'test')`,
      )
      const [found, counted] = await countedBy(() => runSearch(user, search, source, now))
      expect(counted).toEqual(['search read'])
      expect(found.page!.records[0]!.names.callerNumber).toMatchObject({ name: '本社' })
      const [file, streamed] = await countedBy(() => fileOf(true))
      expect(streamed).toEqual([])
      expect(file).toContain('本社')
    } finally {
      await onReplica('SELECT pg_wal_replay_resume()')
    }
  })

  test('a search that is read there and cannot be noted is not shown', async () => {
    await getPool().query(
      `CREATE FUNCTION refuse_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
       CREATE TRIGGER refuse_note BEFORE INSERT ON security_event FOR EACH ROW EXECUTE FUNCTION refuse_note()`,
    )
    try {
      const [refusal, counted] = await countedBy(() => find().catch((error: Error) => error.message))
      expect(refusal).toMatch('no room')
      expect(counted).toEqual(['search read'])
    } finally {
      await getPool().query('DROP TRIGGER refuse_note ON security_event; DROP FUNCTION refuse_note()')
    }
  })

  test('the places of an account are the primary’s, wherever its files are read', async () => {
    const elsewhere = new Client({ connectionString: databases().primaryUrl })
    await elsewhere.connect()
    const lock = (place: number) =>
      elsewhere.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [
        `download ${user.accountId} ${place}`,
      ])
    try {
      await lock(1)
      expect(await countedBy(linesOf)).toEqual([5, ['file read']])
      await lock(2)
      await expect(fileOf()).rejects.toMatchObject({ refusal: { code: 'downloadsAtOnce' } })
    } finally {
      await elsewhere.end()
    }
    // Both of its own are given back.
    await eventually(async () => expect(await linesOf()).toBe(5))
  })

  test('a search that a conflict with the primary cancels is done on the primary', async () => {
    const conflict = async () => {
      await getPool().query("UPDATE contract SET name = name || '' WHERE contract_number = '04'")
      await getPool().query('VACUUM contract')
    }
    midway = async (db) => {
      midway = async () => {}
      await Promise.all([conflict(), db.$queryRaw`SELECT pg_sleep(9)`])
    }
    const [records, counted] = await countedBy(find)
    expect(records).toBe(5)
    expect(counted).toEqual(['search cancelled'])
    await whenRead()
  })

  test('a database that is no replica, or speaks another time zone, is not read', async () => {
    await connectReplica(databases().primaryUrl)
    expect(await countedBy(find)).toEqual([5, ['search failed']])
    expect(await countedBy(linesOf)).toEqual([5, ['file failed']])
    // Without UTC asked for at its start, as through a pooler.
    const { options } = getReplicaPool().options
    await connectReplica(line.databaseUrl)
    getReplicaPool().options.options = options!.replace('UTC', 'Asia/Tokyo')
    expect(await countedBy(find)).toEqual([5, ['search failed']])
    await connectReplica(line.databaseUrl)
    await whenRead()
  })

  test('a replica that says nothing is noticed once, then left alone, then asked again', async () => {
    line.hold()
    expect(await countedBy(find)).toEqual([5, ['search away']])
    expect(await countedBy(find)).toEqual([5, ['search resting']])
    expect(await countedBy(linesOf)).toEqual([5, ['file resting']])
    line.restore()
    await whenRead()

    line.hold()
    expect(await countedBy(linesOf)).toEqual([5, ['file away']])
    line.restore()
    await whenRead()
  })

  test('a replica that is killed is not missed', async () => {
    await databases().replica.kill()
    expect(await countedBy(find)).toEqual([5, ['search away']])
    expect(await countedBy(linesOf)).toEqual([5, ['file resting']])
    await databases().replica.start()
    await whenRead()
    expect(await countedBy(linesOf)).toEqual([5, ['file read']])
  })
})
