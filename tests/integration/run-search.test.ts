import { escapeLiteral, type QueryConfig } from 'pg'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import type { UsageCursor } from '@/lib/usage/cursor'
import { runSearch } from '@/lib/usage/run-search'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { periodInstants } from '@/lib/usage/period'
import { readPage } from '@/lib/usage/read-page'
import type { UsageScope } from '@/lib/usage/record-where'
import type { UsageSearch } from '@/lib/usage/search'
import { testOnPlain } from '@/tests/support/citus-only'
import { createTestUser, unmasked } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { insertManyCalls } from '@/tests/support/many-calls'

const date = '2026-02-01'
const records = 60_000
const now = new Date('2026-02-10T03:00:00Z')
const source = { address: '192.0.2.3', userAgent: 'test' }
const whole: UsageSearch = {
  startDate: date,
  startHour: 0,
  endDate: date,
  endHour: 23,
  by: 'call',
  output: 'screen',
}

const { pool } = useTestDatabase()
let user: SignedInUser

beforeAll(async () => {
  user = await createTestUser()
  await insertManyCalls(pool(), { contractNumber: '04', date, records, area: '=1+1' })
  await pool().query('VACUUM ANALYZE usage_call, usage_destination, usage_hour')
})

const notesOf = async ({ accountId }: SignedInUser) => {
  const { rows } = await pool().query<{ kind: string; address: string; detail: Record<string, string> }>(
    'SELECT kind, source_address AS address, detail FROM security_event WHERE account_id = $1 ORDER BY event_id',
    [accountId],
  )
  return rows
}

test('a search is noted once, with what was searched; the pages that follow its first one are not', async () => {
  const account = await createTestUser()
  const { page } = await runSearch(account, whole, source, now)
  await runSearch(account, { ...whole, cursor: page!.next }, source, now)
  // A file has no pages: what stands in its address for one does not keep it out of the audit trail.
  await runSearch(account, { ...whole, output: 'csv', cursor: page!.next }, source, now)
  const asked = { startDate: date, startHour: '0', endDate: date, endHour: '23', by: 'call' }
  expect(await notesOf(account)).toEqual([
    { kind: 'search', address: '192.0.2.3', detail: { ...asked, output: 'screen' } },
    { kind: 'search', address: '192.0.2.3', detail: { ...asked, output: 'csv' } },
  ])
})

test('a search or a call that cannot be noted is not shown', async () => {
  await pool().query(
    `CREATE FUNCTION refuse_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
     CREATE TRIGGER refuse_note BEFORE INSERT ON security_event FOR EACH ROW EXECUTE FUNCTION refuse_note()`,
  )
  try {
    await expect(runSearch(user, whole, source, now)).rejects.toThrow('no room')
    const call = { callId: 1n, calledAt: now }
    await expect(loadCallPage(user, call, undefined, source, now)).rejects.toThrow('no room')
  } finally {
    await pool().query('DROP TRIGGER refuse_note ON security_event; DROP FUNCTION refuse_note()')
  }
})

test('a search that cannot be read is not noted', async () => {
  const account = await createTestUser()
  await pool().query('ALTER TABLE usage_import RENAME TO usage_import_away')
  try {
    await expect(runSearch(account, whole, source, now)).rejects.toThrow('usage_import')
  } finally {
    await pool().query('ALTER TABLE usage_import_away RENAME TO usage_import')
  }
  expect(await notesOf(account)).toEqual([])
})

test('the screen shows a text that begins a formula as it is: a page runs none', async () => {
  const { page } = await runSearch(user, whole, source, now)
  expect(page!.records[0]!.cells.slice(1, 5)).toEqual(['一般', '04', '01', '=1+1'])
})

test('figures past 2^53 are exact', async () => {
  const hour = { startDate: '2026-02-05', startHour: 9, endDate: '2026-02-05', endHour: 9 }
  await pool().query(
    `INSERT INTO usage_hour (contract_number, kind, hour_at, usage_date, communication_type, area, rate_type, records,
                             destinations, accepted_pages, sent_pages, billed_pages, charge)
     VALUES ('04', 'call', '2026-02-05 09:00+09', '2026-02-05', '一般', 'JAPAN', '', 1, 1, 1, 9007199254740993, 1,
             9223372036854775807)`,
  )
  const { preflight } = await runSearch(user, { ...whole, ...hour }, source, now)
  expect(preflight.call.totals).toMatchObject({ sentPages: 9007199254740993n, charge: 9223372036854775807n })
})

/** A record deep inside the period, its key as a destination's. */
async function keyAt(place: number) {
  const { rows } = await pool().query<{ called_at: Date; call_id: string }>(
    `SELECT called_at, call_id FROM usage_call WHERE contract_number = '04' AND called_at < '2026-02-02 00:00+09'
     ORDER BY called_at, call_id OFFSET $1 LIMIT 1`,
    [place],
  )
  return { calledAt: rows[0]!.called_at, callId: BigInt(rows[0]!.call_id), destinationNo: 1 }
}

/** The statements that reading a page sends. */
async function statementsOf(scope: UsageScope, cursor: UsageCursor | undefined) {
  const sent = jest.spyOn(pool(), 'query')
  try {
    await readPage(getPrisma(), scope, cursor)
    return sent.mock.calls.map(([statement]) => statement as unknown as QueryConfig)
  } finally {
    sent.mockRestore()
  }
}

/** Buffers that a statement touches when it is planned for any values, as a repeated one is. */
async function buffersOf(text: string, values: readonly unknown[]): Promise<number> {
  const literals = values.map((value) =>
    escapeLiteral(value instanceof Date ? value.toISOString() : String(value)),
  )
  const client = await pool().connect()
  try {
    await client.query(`SET plan_cache_mode TO force_generic_plan; PREPARE page AS ${text}`)
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE page (${literals.join(', ')})`,
    )
    const plan = rows[0]!['QUERY PLAN'][0].Plan
    return plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!
  } finally {
    client.release(true)
  }
}

// Each may count 1,050 records before the page: some twenty pages of a table. The period has more than a thousand.
testOnPlain.each([
  ['the first page', undefined, 0],
  ['NEXT from far inside', 'after', 30_000],
  ['BACK to the beginning', 'before', 60],
] as const)('%s reads its own records, not those of the whole period', async (_, direction, place) => {
  const key = await keyAt(place)
  for (const kind of ['call', 'destination'] as const) {
    const scope = { ...unmasked('04'), kind, period: periodInstants(whole) }
    const ownKey = { ...key, destinationNo: kind === 'call' ? undefined : key.destinationNo }
    const statements = await statementsOf(scope, direction && { direction, key: ownKey })
    // The records, what the contract calls their numbers, and how many come before.
    expect(statements).toHaveLength(direction ? 3 : 2)
    let buffers = 0
    for (const { text, values } of statements) buffers += await buffersOf(text, values ?? [])
    expect(buffers).toBeGreaterThan(0)
    expect(buffers).toBeLessThan(60)
  }
})
