import { startCli } from '@/tests/support/cli'
import { useTestDatabase } from '@/tests/support/connected-database'
import {
  addContracts,
  digestTables,
  emptyUsage,
  importFiles,
  largeFiles,
  useFolder,
} from '@/tests/support/usage-files'
import { verifyDay } from '@/lib/ingest/verify-day'
import { verifyUsage } from '@/lib/ingest/verify-usage'

const { pool } = useTestDatabase()
const { write } = useFolder()
const silent = { verifying: () => {}, waiting: () => {} }
const verify = (options: Parameters<typeof verifyUsage>[0] = {}) => verifyUsage(options, silent)

const october31 = '2026-10-31'
const november1 = '2026-11-01'

beforeAll(() => addContracts(pool()))

beforeEach(async () => {
  await emptyUsage(pool())
  for (const date of [october31, november1]) {
    const files = await write(
      largeFiles({ contractNumbers: ['04', '05'], destinations: 400, seed: 'verify', date }),
    )
    await importFiles({ ...files, date })
  }
})

test('what imports have stored agrees', async () => {
  expect(await verify()).toEqual({ days: 2, differences: [], repaired: [], daysWithoutChecksum: 0 })
})

const oneOf = (table: string, condition: string) =>
  `(SELECT tableoid, ctid FROM ${table} WHERE ${condition} LIMIT 1)`
const update = (table: string, change: string, condition: string) =>
  `UPDATE ${table} SET ${change} WHERE (tableoid, ctid) IN ${oneOf(table, condition)}`
const remove = (table: string, condition: string) =>
  `DELETE FROM ${table} WHERE (tableoid, ctid) IN ${oneOf(table, condition)}`

const ofNovember = "contract_number = '04' AND usage_date = '2026-11-01'"
const callOfNovember = "contract_number = '04' AND called_at >= '2026-11-01 00:00+09'"

interface Damage {
  sql: string
  /** What is found besides, and whether a repair of the hourly totals mends all of it. */
  found: string[]
  isMended: boolean
}

/** Damages, each to contract 04 on November 1. */
const damages: Record<string, Damage> = {
  'a lost destination': {
    sql: remove('usage_destination', ofNovember),
    found: ['destination hours records', 'destination log records'],
    isMended: false,
  },
  'a lost call': {
    sql: remove('usage_call', callOfNovember),
    found: ['call hours records', 'call hours destinations', 'call log records'],
    isMended: false,
  },
  'a changed charge': {
    sql: update('usage_destination', 'charge = charge + 1', ofNovember),
    found: ['destination hours charge', 'destination log charge'],
    isMended: false,
  },
  'a changed number of pages': {
    sql: update('usage_call', 'accepted_pages = accepted_pages + 1', callOfNovember),
    found: ['call hours accepted_pages', 'call log checksum'],
    isMended: false,
  },
  'a destination that nobody loaded': {
    sql: `INSERT INTO usage_destination SELECT contract_number, called_at, call_id, 99999, usage_date, communication_type,
            caller_number, callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge
          FROM usage_destination WHERE ${ofNovember} LIMIT 1`,
    found: ['destination hours records', 'destination log records'],
    isMended: false,
  },
  'a row moved to another hour': {
    sql: `UPDATE usage_call SET called_at = '2026-11-01 03:00+09' WHERE (tableoid, ctid) IN ${oneOf('usage_call', `${callOfNovember} AND called_at >= '2026-11-01 09:00+09' AND called_at < '2026-11-01 10:00+09'`)}`,
    found: ['call hours records', 'call log checksum'],
    isMended: false,
  },
  'a time moved within its hour': {
    sql: update(
      'usage_destination',
      `called_at = CASE WHEN extract(minute FROM called_at) < 59 THEN called_at + interval '1 minute' ELSE called_at - interval '1 minute' END`,
      ofNovember,
    ),
    found: ['destination log checksum'],
    isMended: false,
  },
  'a changed 着信番号': {
    sql: update('usage_destination', `callee_number = callee_number || '1'`, ofNovember),
    found: ['destination log checksum'],
    isMended: false,
  },
  'a lost 着信番号 of a call': {
    sql: update('usage_call', 'callee_number = NULL', `${callOfNovember} AND callee_number IS NOT NULL`),
    found: ['call log checksum'],
    isMended: false,
  },
  'a changed 割引種別': {
    sql: update('usage_call', `discount_type = '深夜割引'`, callOfNovember),
    found: ['call log checksum'],
    isMended: false,
  },
  'a lost hour': {
    sql: remove('usage_hour', `${ofNovember} AND kind = 'call'`),
    found: ['call hours records', 'call hours charge', 'call hours sent_pages'],
    isMended: true,
  },
  'an hour of nothing': {
    sql: `INSERT INTO usage_hour SELECT contract_number, kind, '2026-11-01 02:00+09', usage_date, 1, 0, 0, 0, 0, 0
          FROM usage_hour WHERE ${ofNovember} AND kind = 'call' LIMIT 1`,
    found: ['call hours records'],
    isMended: true,
  },
  'a wrong total': {
    sql: update('usage_hour', 'billed_pages = billed_pages + 1', `${ofNovember} AND kind = 'destination'`),
    found: ['destination hours billed_pages'],
    isMended: true,
  },
  'an import log that tells another number': {
    sql: `UPDATE usage_import_contract SET call_records = call_records + 1
          WHERE contract_number = '04' AND import_id = (SELECT max(import_id) FROM usage_import)`,
    found: ['call log records'],
    isMended: false,
  },
  'an import log whose sum over the contracts is another': {
    sql: `UPDATE usage_import SET destination_records = destination_records + 1
          WHERE import_id = (SELECT max(import_id) FROM usage_import)`,
    found: ['destination log records'],
    isMended: false,
  },
  'a destination that was given to another call': {
    sql: `UPDATE usage_destination SET call_id = 1, destination_no = 99999
          WHERE (tableoid, ctid) IN ${oneOf('usage_destination', ofNovember)}`,
    found: ['destination calls destinations'],
    isMended: false,
  },
  'an import log without the day': {
    sql: `DELETE FROM usage_import WHERE usage_date = '2026-11-01'`,
    found: ['call log records', 'destination log charge'],
    isMended: false,
  },
}

test.each(Object.entries(damages))('%s is found', async (_, { sql, found, isMended }) => {
  expect((await pool().query(sql)).rowCount).toBe(1)
  const { differences } = await verify()
  const told = differences.map(({ kind, against, measure }) => `${kind} ${against} ${measure}`)
  expect(told).toEqual(expect.arrayContaining(found))
  expect(new Set(differences.map(({ date }) => date))).toEqual(new Set([november1]))
  const isOfAll = /(FROM|UPDATE) usage_import\b(?!_)/.test(sql.split('max(')[0]!)
  if (!isOfAll) expect(new Set(differences.map((one) => one.contractNumber))).toEqual(new Set(['04']))

  const before = await digestTables(pool(), ['usage_hour'])
  const repaired = await verify({ repair: true })
  expect(repaired.differences.filter(({ against }) => against === 'hours')).toEqual([])
  if (isMended) expect(repaired.differences).toEqual([])
  else expect(repaired.differences.length).toBeGreaterThan(0)
  expect(await digestTables(pool(), ['usage_hour'])).toEqual(before)
})

test('two records that have exchanged a field are found, in whatever order records lie', async () => {
  await pool().query(
    `WITH pair AS (SELECT tableoid, ctid, row_number() OVER () AS place, charge, callee_number FROM usage_destination
                   WHERE ${ofNovember} AND callee_number IN (
                     SELECT min(callee_number) FROM usage_destination WHERE ${ofNovember}
                     UNION SELECT max(callee_number) FROM usage_destination WHERE ${ofNovember}) LIMIT 2)
     UPDATE usage_destination SET callee_number = other.callee_number
     FROM pair AS own JOIN pair AS other ON other.place <> own.place
     WHERE (usage_destination.tableoid, usage_destination.ctid) = (own.tableoid, own.ctid)`,
  )
  expect((await verify()).differences).toMatchObject([
    { date: november1, contractNumber: '04', kind: 'destination', against: 'log', measure: 'checksum' },
  ])
})

test('a checksum does not depend on how the server writes times, nor on where records lie', async () => {
  await pool().query(
    `CREATE TEMP TABLE moved AS SELECT * FROM usage_destination ORDER BY callee_number, called_at;
     DELETE FROM usage_destination; INSERT INTO usage_destination SELECT * FROM moved; DROP TABLE moved`,
  )
  const client = await pool().connect()
  try {
    for (const [timezone, style] of [
      ['Asia/Tokyo', 'ISO'],
      ['America/New_York', 'German'],
    ]) {
      await client.query(`SET timezone TO '${timezone}'; SET datestyle TO '${style}'`)
      expect(await verifyDay(client, november1)).toEqual([])
    }
  } finally {
    client.release(true)
  }
})

test('an import of the same files mends a changed text', async () => {
  const files = await write(
    largeFiles({ contractNumbers: ['04', '05'], destinations: 400, seed: 'verify', date: november1 }),
  )
  await pool().query(damages['a changed 着信番号']!.sql)
  expect((await importFiles({ ...files, date: november1 })).outcome).toBe('corrected')
  expect((await verify()).differences).toEqual([])
  expect((await importFiles({ ...files, date: november1 })).outcome).toBe('unchanged')
})

test('a load from before checksums were kept agrees, and is counted', async () => {
  await pool().query(
    `UPDATE usage_import_contract SET call_checksum = NULL, destination_checksum = NULL
     WHERE import_id = (SELECT max(import_id) FROM usage_import)`,
  )
  await pool().query(damages['a changed 着信番号']!.sql)
  expect(await verify()).toEqual({ days: 2, differences: [], repaired: [], daysWithoutChecksum: 1 })
  const { stdout } = await startCli(pool().options.connectionString!, ['usage', 'verify', '--quiet']).ended
  expect(stdout).toBe(
    '1 day was loaded before checksums were kept: a changed text, or a time changed within its hour, would not be found there.\n' +
      '2 days verified: all agree.\n',
  )
})

test('records of which neither the log nor the hours know are found', async () => {
  await pool().query('DELETE FROM usage_import; DELETE FROM usage_hour')
  const { days, differences } = await verify()
  expect(days).toBe(2)
  expect(new Set(differences.map(({ told }) => told))).toEqual(new Set(['0']))
})

test('only the days asked for are looked at', async () => {
  await pool().query(damages['a wrong total']!.sql)
  expect(await verify({ to: october31 })).toMatchObject({ days: 1, differences: [] })
  expect((await verify({ from: november1 })).differences).toHaveLength(1)
})

test('the command says what differs and ends with exit code 1; after the repair with 0', async () => {
  await pool().query(damages['a wrong total']!.sql)
  const run = (...more: string[]) =>
    startCli(pool().options.connectionString!, ['usage', 'verify', '--quiet', ...more]).ended
  const found = await run()
  expect(found).toMatchObject({ code: 1, stdout: '' })
  expect(found.stderr).toMatch(
    /^2026-11-01 contract 04 destinations billed pages: records [\d,]+, hourly totals [\d,]+ \(1 hour differs\)\n2 days verified: 1 difference\.\n$/,
  )
  expect(await run('--repair')).toEqual({
    code: 0,
    stdout: 'Hourly totals made again: 2026-11-01\n2 days verified: all agree.\n',
    stderr: '',
  })
  expect(JSON.parse((await run('--json')).stdout)).toEqual({
    days: 2,
    differences: [],
    repaired: [],
    daysWithoutChecksum: 0,
  })
})

test('the command says of which contract and day records were changed', async () => {
  await pool().query(damages['a changed 割引種別']!.sql)
  const changed = {
    code: 1,
    stdout: '',
    stderr:
      '2026-11-01 contract 04 calls: records are other than when they were loaded (an import mends them)\n' +
      '2 days verified: 1 difference.\n',
  }
  const args = ['usage', 'verify', '--quiet']
  expect(await startCli(pool().options.connectionString!, args).ended).toEqual(changed)
  expect(await startCli(pool().options.connectionString!, [...args, '--repair']).ended).toEqual(changed)
})
