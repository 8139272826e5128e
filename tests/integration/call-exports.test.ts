import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { correctionOf, findExport, findReadySet } from '@/lib/exports/find-export'
import { manifestText } from '@/lib/exports/manifest'
import { openFile, openZip } from '@/lib/exports/set-downloads'
import { requestExport } from '@/lib/exports/request-export'
import { makeExport } from '@/lib/exports/make-export'
import type { DestinationRange } from '@/lib/usage/call-destinations'
import { largestCalls } from '@/lib/usage/calls-of-hour'
import { usageFileQuery } from '@/lib/usage/copy-usage'
import type { UsageCursor } from '@/lib/usage/cursor'
import { findCall } from '@/lib/usage/find-call'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { loadCallBulkPage } from '@/lib/usage/load-call-bulk-page'
import { loadSearchPage } from '@/lib/usage/load-search-page'
import { createTestUser } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { checkedRows, digestOf, source } from '@/tests/support/exports'
import { insertLargeCalls } from '@/tests/support/large-calls'

const { pool } = useTestDatabase()
const date = '2026-02-10'
const calledAt = new Date('2026-02-10T00:54:13Z')
const contractNumber = 'calls'
const now = () => new Date()
const run = (exportId: string) => makeExport(exportId, new AbortController().signal)
let user: SignedInUser

const huge = 1n
const ids = { 1: 11n, 10_000: 12n, 10_001: 13n, 100_000: 14n, 100_001: 15n } as const
const sparse = 20n

beforeAll(async () => {
  const call = { at: '09:54:13', spanSeconds: 2 * 3_600 }
  await insertLargeCalls(pool(), contractNumber, date, [
    { ...call, callId: Number(huge), destinations: 250_000 },
    ...Object.entries(ids).map(([size, callId]) => ({
      ...call,
      callId: Number(callId),
      destinations: Number(size),
    })),
    { ...call, callId: Number(sparse), destinations: 100_010, numberStep: 7 },
  ])
  await insertLargeCalls(pool(), 'others', date, [{ ...call, callId: 999, destinations: 3 }])
  user = await createTestUser(pool(), { contractNumber })
}, 180_000)

/** What plain SQL says the rows of a call are, in their order. */
async function plainRows(callId: bigint, { from, to }: DestinationRange = { from: 0, to: 2 ** 31 - 1 }) {
  const { rows } = await pool().query<(string | number | null)[]>({
    text: `SELECT to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS'), communication_type,
             caller_number, callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge
           FROM usage_destination WHERE contract_number = $1 AND call_id = $2 AND destination_no BETWEEN $3 AND $4
           ORDER BY called_at, destination_no`,
    values: [contractNumber, callId, from, to],
    rowMode: 'array',
  })
  return rows.map((row) => row.map((value) => String(value ?? '')))
}

async function order(owner: SignedInUser, callId: bigint, numbers?: DestinationRange) {
  const replace = (await findExport(owner, now()))?.exportId
  return requestExport(
    owner,
    { call: { callId, calledAt, numbers }, encoding: 'utf-8', formulas: 'guarded', replace },
    source,
    now(),
  )
}

async function make(callId: bigint, numbers?: DestinationRange): Promise<string> {
  const requested = await order(user, callId, numbers)
  if (requested.outcome !== 'taken') throw new Error(requested.outcome)
  await run(requested.exportId)
  return requested.exportId
}

const opened = async (callId: bigint) => loadCallPage(user, { callId, calledAt }, undefined, source, now())

test('a call of 250,000 destinations is three sets by number, which together hold each destination once', async () => {
  const { sets } = await opened(huge)
  expect(sets).toEqual([
    { from: 1, to: 100_000, records: 100_000 },
    { from: 100_001, to: 200_000, records: 100_000 },
    { from: 200_001, to: 250_000, records: 50_000 },
  ])
  const all: string[][] = []
  for (const { from, to, records } of sets!) {
    const numbers = { from, to }
    const exportId = await make(huge, numbers)
    const files = await checkedRows(pool(), exportId)
    expect(files).toHaveLength(records / 10_000)
    expect(digestOf(files.flat())).toBe(digestOf(await plainRows(huge, numbers)))
    all.push(...files.flat())
    const set = (await findReadySet(user, exportId, now()))!
    expect(set.files[1]!.name).toBe(`usage_call_1_destinations_${from}-${to}_02.csv`)
    expect((await openFile(set, 2, false))!.name).toBe(set.files[1]!.name)
    expect((await openZip(set, contractNumber))!.name).toBe(`usage_call_1_destinations_${from}-${to}.zip`)
    const manifest = JSON.parse(manifestText(set, contractNumber))
    expect(manifest).toMatchObject({
      search: {
        callId: '1',
        calledAt: '2026-02-10T09:54:13+09:00',
        destinationNoFrom: from,
        destinationNoTo: to,
        by: 'destination',
      },
      totals: { records },
    })
    expect(manifest).not.toHaveProperty('period')
  }
  // Each has a number of its own: a destination lost or doubled would show.
  const calledNumbers = all.map((row) => row[3]!)
  expect(new Set(calledNumbers).size).toBe(250_000)
  expect(digestOf(calledNumbers.sort().map((number) => [number]))).toBe(
    digestOf(
      (await plainRows(huge))
        .map((row) => row[3]!)
        .sort()
        .map((number) => [number]),
    ),
  )
})

test.each([
  [1, [1]],
  [10_000, [10_000]],
  [10_001, [10_000, 1]],
  [100_000, Array<number>(10).fill(10_000)],
] as const)('a call of %i destinations is one set', async (size, records) => {
  const callId = ids[size]
  expect((await opened(callId)).sets).toBeUndefined()
  expect(await loadCallBulkPage(user, { callId, calledAt }, now())).toMatchObject({
    fit: 'fits',
    totals: { records: size },
  })
  const exportId = await make(callId)
  const files = await checkedRows(pool(), exportId)
  expect(files.map((file) => file.length)).toEqual(records)
  expect(digestOf(files.flat())).toBe(digestOf(await plainRows(callId)))
  const set = await findExport(user, now())
  expect(set).toMatchObject({ state: 'ready', target: { call: { callId, calledAt } } })
  expect(set!.files[0]!.name).toBe(`usage_call_${callId}_destinations_01.csv`)
})

test('a call of 100,001 destinations is refused as one set, and is two', async () => {
  const callId = ids[100_001]
  const fresh = await createTestUser(pool(), { contractNumber })
  expect(await order(fresh, callId)).toEqual({ outcome: 'tooManyRecords', records: 100_001 })
  expect(await findExport(fresh, now())).toBeUndefined()
  const { sets, fit } = await loadCallBulkPage(user, { callId, calledAt }, now())
  expect(fit).toBe('tooMany')
  expect(sets).toEqual([
    { from: 1, to: 100_000, records: 100_000 },
    { from: 100_001, to: 100_001, records: 1 },
  ])
  expect(await checkedRows(pool(), await make(callId, { from: 100_001, to: 100_001 }))).toHaveLength(1)
})

test('a range of a call that is too much for one set is offered in sets of that range alone', async () => {
  const numbers = { from: 50_001, to: 200_000 }
  const { sets, totals } = await loadCallBulkPage(user, { callId: huge, calledAt, numbers }, now())
  expect(totals.records).toBe(150_000)
  expect(sets).toEqual([
    { from: 50_001, to: 150_000, records: 100_000 },
    { from: 150_001, to: 200_000, records: 50_000 },
  ])
})

test('numbers with gaps make the fewest sets, with none left out between two', async () => {
  const { sets } = await opened(sparse)
  expect(sets).toEqual([
    { from: 1, to: 700_000, records: 100_000 },
    { from: 700_001, to: 700_064, records: 10 },
  ])
})

test('a range without destinations is refused as such, and makes no set', async () => {
  const fresh = await createTestUser(pool(), { contractNumber })
  expect(await order(fresh, ids[1], { from: 2, to: 9 })).toEqual({ outcome: 'noRecords' })
})

test('another contract’s call is none', async () => {
  expect(await findCall(user, '999')).toBeUndefined()
  expect(await findCall({ contractNumber: 'others' }, '999')).toBeDefined()
  const fresh = await createTestUser(pool(), { contractNumber })
  expect(await order(fresh, 999n)).toEqual({ outcome: 'noRecords' })
})

test('the trail has the call and the range', async () => {
  const fresh = await createTestUser(pool(), { contractNumber })
  await order(fresh, ids[10_000], { from: 1, to: 500 })
  const { rows } = await pool().query(
    `SELECT detail FROM security_event WHERE kind = 'exportRequested' AND account_id = $1`,
    [fresh.accountId],
  )
  expect(rows).toEqual([
    {
      detail: {
        callId: '12',
        calledAt: '2026-02-10T00:54:13.000Z',
        destinationNoFrom: '1',
        destinationNoTo: '500',
        encoding: 'utf-8',
        records: 500,
        replaced: false,
      },
    },
  ])
})

test('a set of a call that a correction took away meanwhile fails; a correction after the set is named', async () => {
  const load = (day: string) =>
    pool().query(
      `INSERT INTO usage_import (usage_date, calls_sha256, destinations_sha256, call_records, destination_records,
                                 imported_by) VALUES ($1, '', '', 0, 0, 'operator:test')`,
      [day],
    )
  await load(date)
  await make(ids[1])
  const correction = async () => correctionOf((await findExport(user, now()))!)
  expect(await correction()).toBeUndefined()
  await load('2026-02-11')
  expect(await correction()).toBeUndefined()
  await load(date)
  expect(await correction()).toMatchObject({ date })

  await insertLargeCalls(pool(), 'gone', date, [
    { callId: 5, at: '09:54:13', destinations: 2, spanSeconds: 1 },
  ])
  const owner = await createTestUser(pool(), { contractNumber: 'gone' })
  const requested = await order(owner, 5n)
  await pool().query(`DELETE FROM usage_destination WHERE contract_number = 'gone'`)
  await pool().query(`DELETE FROM usage_call WHERE contract_number = 'gone'`)
  if (requested.outcome !== 'taken') throw new Error(requested.outcome)
  await run(requested.exportId)
  expect(await findExport(owner, now())).toMatchObject({ state: 'failed', failure: 'noRecords', files: [] })
})

test('an hour names the calls of its destinations, though they began in the hour before', async () => {
  await insertLargeCalls(pool(), 'hours', '2026-02-12', [
    { callId: 1, at: '09:59:00', destinations: 300, spanSeconds: 3_000 },
    { callId: 2, at: '10:30:00', destinations: 5, spanSeconds: 60 },
    { callId: 100, at: '10:00:00', destinations: 1, spanSeconds: 1, calls: 20 },
  ])
  const hour = { startDate: '2026-02-12', startHour: 10, endDate: '2026-02-12', endHour: 10 }
  const calls = await largestCalls({ contractNumber: 'hours' }, hour)
  const { rows } = await pool().query<{ records: number }>(
    `SELECT count(*)::int AS records FROM usage_destination
     WHERE contract_number = 'hours' AND call_id = 1 AND called_at >= '2026-02-12T01:00:00Z'`,
  )
  expect(calls.slice(0, 2)).toEqual([
    { callId: 1n, calledAt: new Date('2026-02-12T00:59:00Z'), records: rows[0]!.records },
    { callId: 2n, calledAt: new Date('2026-02-12T01:30:00Z'), records: 5 },
  ])
  expect(calls).toHaveLength(12)
  expect(await largestCalls({ contractNumber: 'others' }, hour)).toEqual([])
})

test('a search of one hour looks its calls up where no file holds it, and no other search does', async () => {
  const hour = { startDate: date, endDate: date, startHour: '10', endHour: '10' }
  const callsOf = async (asked: Record<string, string>) => {
    const { largestCalls: calls } = await loadSearchPage(user, { ...hour, ...asked }, source, now())
    return calls?.map(({ callId }) => callId)
  }
  const calls = await callsOf({ output: 'bulk', by: 'destination' })
  expect(calls!.slice(0, 1)).toEqual([huge])
  expect(await callsOf({ output: 'bulk', by: 'destination', endHour: '11' })).toBeUndefined()
  expect(await callsOf({ output: 'csv', by: 'destination' })).toBeUndefined()
  expect(await callsOf({ output: 'bulk', by: 'call' })).toBeUndefined()
  expect(await callsOf({ output: 'bulk', by: 'destination', startHour: '9', endHour: '9' })).toBeUndefined()
})

test('a range in the middle of a call is read by its index alone, in the order of the files', async () => {
  const client = await pool().connect()
  try {
    // In a month of many calls the planner has no other choice that costs as little; here it would read the table.
    await client.query('BEGIN; SET LOCAL enable_seqscan TO off; SET LOCAL enable_bitmapscan TO off')
    const query = usageFileQuery({
      ...{ contractNumber, kind: 'destination', callId: huge },
      destinationNumbers: { from: 100_001, to: 200_000 },
    })
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS OFF) ${query}`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toMatch(/Index Cond: .*call_id = 1.*destination_no >= 100001.*destination_no <= 200000/)
    expect(plan).not.toMatch(/Sort|Filter/)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

test('what Shift_JIS loses of a call is counted where there is a file of it to make, and nowhere else', async () => {
  await pool().query(`INSERT INTO usage_code (kind, code, first_seen_on) VALUES ('area', '서울', $1)`, [date])
  await pool().query(
    `UPDATE usage_destination SET area = '서울' WHERE contract_number = $1 AND call_id = ANY ($2)`,
    [contractNumber, [ids[10_000], ids[10_001], ids[100_001]]],
  )
  const lossOf = async (callId: bigint, cursor?: UsageCursor) =>
    (await loadCallPage(user, { callId, calledAt }, cursor, source, now())).charactersLost
  const bulkLossOf = async (callId: bigint, numbers?: DestinationRange) =>
    (await loadCallBulkPage(user, { callId, calledAt, numbers }, now())).charactersLost

  expect(await lossOf(ids[10_000])).toBe(20_000)
  const next: UsageCursor = { direction: 'after', key: { calledAt, callId: ids[10_000], destinationNo: 0 } }
  expect(await lossOf(ids[10_000], next)).toBe(0)
  expect(await lossOf(ids[10_001])).toBe(0)
  expect(await bulkLossOf(ids[10_001])).toBe(20_002)
  expect(await bulkLossOf(ids[100_001])).toBe(0)
  expect(await bulkLossOf(ids[100_001], { from: 1, to: 7 })).toBe(14)
})
