import { latestPurgeDate, planTrailPurge, purgeTrail } from '@/lib/audit/purge-trail'
import { getPrisma } from '@/lib/db/prisma'
import { addJapanDays, addJapanMonths, japanDateOf, japanInstant } from '@/lib/time/japan-time'
import { startCli } from '@/tests/support/cli'
import { useTestDatabase } from '@/tests/support/connected-database'
import { eventually } from '@/tests/support/eventually'

const { pool } = useTestDatabase()
const today = japanDateOf(new Date())
const latest = latestPurgeDate(today)
const run = (...args: string[]) => startCli(pool().options.connectionString!, ['audit', 'purge', ...args])

/** Events a second apart, the first one at a time; they are numbered in another order. */
const addEvents = (from: string, count: number) =>
  pool().query(
    `INSERT INTO security_event (at, kind, actor)
     SELECT $1::timestamptz + n * interval '1 second', 'search', 'user:x' FROM generate_series(0, $2::int - 1) AS n
     ORDER BY md5(n::text)`,
    [from, count],
  )

/** Sends statements on a connection that is closed after them. */
async function send(statements: string): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query(statements)
  } finally {
    client.release(true)
  }
}

/** Deletes as the purge does, the setting of its transaction included. */
const deleteAsPurge = (condition: string) =>
  send(`BEGIN; SET LOCAL portal.audit_purge = 'on'; DELETE FROM security_event WHERE ${condition}; COMMIT`)

const timesLeft = async () =>
  (await getPrisma().securityEvent.findMany({ where: { kind: 'search' }, orderBy: { at: 'asc' } })).map(
    ({ at }) => at.toISOString(),
  )
const purges = () =>
  getPrisma().securityEvent.findMany({
    where: { kind: 'auditPurged' },
    select: { actor: true, detail: true, accountId: true, contractNumber: true },
    orderBy: { id: 'asc' },
  })

beforeEach(async () => {
  await pool().query(`ALTER TABLE security_event DISABLE TRIGGER USER; DELETE FROM security_event;
    ALTER TABLE security_event ENABLE TRIGGER USER`)
})

describe('the database', () => {
  test.each([
    `UPDATE security_event SET actor = 'nobody'`,
    'DELETE FROM security_event',
    'DELETE FROM security_event WHERE false',
    'TRUNCATE security_event',
    `BEGIN; SET LOCAL portal.audit_purge = 'on'; UPDATE security_event SET actor = 'nobody'`,
    `BEGIN; SET LOCAL portal.audit_purge = 'on'; TRUNCATE security_event`,
    `SET portal.audit_purge = 'ON'; DELETE FROM security_event`,
  ])('refuses %s', async (statement) => {
    await addEvents('2020-01-01T00:00Z', 3)
    await expect(send(statement)).rejects.toThrow('append-only')
    expect(await timesLeft()).toHaveLength(3)
  })

  test('lets no purge delete what is not a year old in Japan, nor any part of such a purge', async () => {
    const end = japanInstant(latest, 0)
    await addEvents(new Date(end.getTime() - 2_000).toISOString(), 4)
    await expect(deleteAsPurge('true')).rejects.toThrow('append-only')
    expect(await timesLeft()).toHaveLength(4)
    await deleteAsPurge(`at < '${end.toISOString()}'`)
    expect(await timesLeft()).toEqual([end.toISOString(), new Date(end.getTime() + 1_000).toISOString()])
  })

  test('forgets with the transaction that it was a purge', async () => {
    await addEvents('2020-01-01T00:00Z', 3)
    const purge = `BEGIN; SET LOCAL portal.audit_purge = 'on'; COMMIT`
    await expect(send(`${purge}; DELETE FROM security_event`)).rejects.toThrow('append-only')
    expect(await timesLeft()).toHaveLength(3)
  })
})

describe('audit purge', () => {
  test('deletes what is older than three years, and is itself in the trail', async () => {
    const threeYearsAgo = addJapanMonths(today, -36)
    await addEvents('2020-01-01T00:00Z', 12_000)
    await addEvents(new Date(japanInstant(threeYearsAgo, 0).getTime() - 1_000).toISOString(), 2)
    expect(await run('--yes').ended).toEqual({
      code: 0,
      stdout: `Deleted everything before ${threeYearsAgo} from the audit trail: 12,001 events.\n`,
      stderr: '',
    })
    expect(await timesLeft()).toEqual([japanInstant(threeYearsAgo, 0).toISOString()])
    expect(await purges()).toEqual([
      {
        actor: 'operator:suzuki',
        detail: { before: threeYearsAgo, events: 12_001 },
        accountId: null,
        contractNumber: null,
      },
    ])
  })

  test('tells scripts, and a second one has nothing to do and leaves no line', async () => {
    await addEvents('2020-01-01T00:00Z', 2)
    const first = await run('--before', '2021-01-01', '--yes', '--json', '--operator', 'yamada').ended
    expect(JSON.parse(first.stdout)).toEqual({ purged: true, before: '2021-01-01', events: 2 })
    expect(await run('--before', '2021-01-01').ended).toEqual({
      code: 0,
      stdout: 'The audit trail has nothing before 2021-01-01.\n',
      stderr: '',
    })
    expect(await purges()).toMatchObject([{ actor: 'operator:yamada' }])
  })

  test.each([
    [
      ['--before', addJapanDays(latest, 1), '--yes'],
      /^\S+ is less than a year ago\. .* the latest day is \S+\.\n$/,
    ],
    [['--before', addJapanDays(today, 1), '--yes'], /^\S+ is in the future\. Give a day up to today\.\n$/],
    [['--before', '2021-02-29', '--yes'], /^2021-02-29 is not a day that exists/],
    [['--before', '2021-01-01'], /^Nobody can be asked here\. .* run the command with --yes\.\n$/],
  ])('%j is refused and deletes nothing', async (args, line) => {
    await addEvents('2020-01-01T00:00Z', 2)
    expect(await run(...args).ended).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(line) })
    expect(await timesLeft()).toHaveLength(2)
    expect(await purges()).toEqual([])
  })

  test('killed half-way has deleted the oldest alone, is in the trail, and can be made again', async () => {
    await addEvents('2020-01-01T00:00Z', 12_000)
    const holder = await pool().connect()
    try {
      // The second batch waits for this event.
      await holder.query(
        `BEGIN; SELECT FROM security_event WHERE at = '2020-01-01T00:00Z'::timestamptz + interval '7000 s' FOR UPDATE`,
      )
      const { child, ended } = run('--before', '2021-01-01', '--yes')
      await eventually(async () => expect((await timesLeft()).length).toBeLessThan(12_000), {
        seconds: 30,
        everyMilliseconds: 100,
      })
      child.kill('SIGKILL')
      await ended
    } finally {
      await holder.query('ROLLBACK')
      holder.release()
    }
    const left = await timesLeft()
    expect(left).toHaveLength(7_000)
    expect(left[0]).toBe(new Date(Date.UTC(2020, 0, 1) + 5_000_000).toISOString())
    expect((await run('--before', '2021-01-01', '--yes').ended).code).toBe(0)
    expect(await timesLeft()).toEqual([])
    expect((await purges()).map(({ detail }) => detail)).toEqual([
      { before: '2021-01-01', events: 12_000 },
      { before: '2021-01-01', events: 7_000 },
    ])
  })

  test('two at once delete each event once', async () => {
    await addEvents('2020-01-01T00:00Z', 12_000)
    const { events } = await planTrailPurge('2021-01-01')
    const deleted = await Promise.all(
      ['suzuki', 'yamada'].map((name) => purgeTrail({ before: '2021-01-01', events }, name, new Date())),
    )
    expect(deleted[0]! + deleted[1]!).toBe(12_000)
    expect(await timesLeft()).toEqual([])
  })
})
