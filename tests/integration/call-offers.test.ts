import { largestCalls } from '@/lib/usage/calls-of-hour'
import type { DestinationRange } from '@/lib/usage/call-destinations'
import { usageFileQuery } from '@/lib/usage/copy-usage'
import type { UsageCursor } from '@/lib/usage/cursor'
import { findCall } from '@/lib/usage/find-call'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { loadCallBulkPage } from '@/lib/usage/load-call-bulk-page'
import { loadSearchPage } from '@/lib/usage/load-search-page'
import { createTestUser, unmasked } from '@/tests/support/account'
import {
  callContract,
  callDate,
  calledAt,
  callIds,
  useSizedCalls,
  requestCallExport,
} from '@/tests/support/call-exports'
import { source } from '@/tests/support/exports'
import { insertLargeCalls } from '@/tests/support/large-calls'

const { pool, user, pageOf } = useSizedCalls([10_000, 10_001, 100_001, 250_000, 100_010])
const now = () => new Date()

test('a range of a call that is too much for one set is offered in sets of that range alone', async () => {
  const numbers = { from: 50_001, to: 200_000 }
  const { sets, totals } = await loadCallBulkPage(
    user(),
    { callId: callIds[250_000], calledAt, numbers },
    now(),
  )
  expect(totals.records).toBe(150_000)
  expect(sets).toEqual([
    { from: 50_001, to: 150_000, records: 100_000 },
    { from: 150_001, to: 200_000, records: 50_000 },
  ])
})

test('numbers with gaps make the fewest sets, with none left out between two', async () => {
  const { sets } = await pageOf(callIds[100_010])
  expect(sets).toEqual([
    { from: 1, to: 700_000, records: 100_000 },
    { from: 700_001, to: 700_064, records: 10 },
  ])
})

test('another contract’s call is none', async () => {
  expect(await findCall(user(), '999')).toBeUndefined()
  expect(await findCall(unmasked('others'), '999')).toBeDefined()
  const fresh = await createTestUser({ contractNumber: callContract })
  expect(await requestCallExport(fresh, 999n)).toEqual({ outcome: 'noRecords' })
})

test('an hour names the calls of its destinations, though they began in the hour before', async () => {
  await insertLargeCalls(pool(), 'hours', '2026-02-12', [
    { callId: 1, at: '09:59:00', destinations: 300, spanSeconds: 3_000 },
    { callId: 2, at: '10:30:00', destinations: 5, spanSeconds: 60 },
    { callId: 100, at: '10:00:00', destinations: 1, spanSeconds: 1, calls: 20 },
  ])
  const hour = { startDate: '2026-02-12', startHour: 10, endDate: '2026-02-12', endHour: 10 }
  const calls = await largestCalls(unmasked('hours'), hour)
  const { rows } = await pool().query<{ records: number }>(
    `SELECT count(*)::int AS records FROM usage_destination
     WHERE contract_number = 'hours' AND call_id = 1 AND called_at >= '2026-02-12T01:00:00Z'`,
  )
  expect(calls.slice(0, 2)).toEqual([
    { callId: 1n, calledAt: new Date('2026-02-12T00:59:00Z'), records: rows[0]!.records },
    { callId: 2n, calledAt: new Date('2026-02-12T01:30:00Z'), records: 5 },
  ])
  expect(calls).toHaveLength(12)
  expect(await largestCalls(unmasked('others'), hour)).toEqual([])
})

test('a search of one hour looks its calls up where no file holds it, and no other search does', async () => {
  const hour = { startDate: callDate, endDate: callDate, startHour: '10', endHour: '10' }
  const callsOf = async (asked: Record<string, string>) => {
    const { largestCalls: calls } = await loadSearchPage(user(), { ...hour, ...asked }, source, now())
    return calls?.map(({ callId }) => callId)
  }
  const calls = await callsOf({ output: 'bulk', by: 'destination' })
  expect(calls!.slice(0, 1)).toEqual([callIds[250_000]])
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
      ...unmasked(callContract),
      kind: 'destination',
      callId: callIds[250_000],
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
  await pool().query(`INSERT INTO usage_code (kind, code, first_seen_on) VALUES ('area', '서울', $1)`, [
    callDate,
  ])
  await pool().query(
    `UPDATE usage_destination SET area = '서울' WHERE contract_number = $1 AND call_id = ANY ($2)`,
    [callContract, [callIds[10_000], callIds[10_001], callIds[100_001]]],
  )
  const lossOf = async (callId: bigint, cursor?: UsageCursor) =>
    (await loadCallPage(user(), { callId, calledAt }, cursor, source, now())).file.charactersLost
  const bulkLossOf = async (callId: bigint, numbers?: DestinationRange) =>
    (await loadCallBulkPage(user(), { callId, calledAt, numbers }, now())).file.charactersLost

  expect(await lossOf(callIds[10_000])).toBe(20_000)
  const next: UsageCursor = {
    direction: 'after',
    key: { calledAt, callId: callIds[10_000], destinationNo: 0 },
  }
  expect(await lossOf(callIds[10_000], next)).toBe(0)
  expect(await lossOf(callIds[10_001])).toBe(0)
  expect(await bulkLossOf(callIds[10_001])).toBe(20_002)
  expect(await bulkLossOf(callIds[100_001])).toBe(0)
  expect(await bulkLossOf(callIds[100_001], { from: 1, to: 7 })).toBe(14)
})
