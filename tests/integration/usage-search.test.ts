import fc from 'fast-check'
import { addJapanDays, japanInstant } from '@/lib/time/japan-time'
import type { UsageCursor } from '@/lib/usage/cursor'
import { findCall } from '@/lib/usage/find-call'
import { runSearch } from '@/lib/usage/run-search'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { periodInstants } from '@/lib/usage/period'
import type { UsagePage, UsageRecord } from '@/lib/usage/read-page'
import type { UsageKind, UsageSearch } from '@/lib/usage/search'
import { unmasked } from '@/tests/support/account'
import { anyPeriodOf, randomDays, useRandomUsage } from '@/tests/support/random-usage'
import { usageRows } from '@/tests/support/usage-rows'

const { firstDay, days } = randomDays
const now = new Date('2026-02-10T03:00:00Z')
const source = { address: null, userAgent: null }

const { pool, user } = useRandomUsage()

const anyPeriod = anyPeriodOf(firstDay, days)
const anyKind = fc.constantFrom<UsageKind>('call', 'destination')

const tableOf = { call: 'usage_call', destination: 'usage_destination' }
const orderOf = { call: 'called_at, call_id', destination: 'called_at, call_id, destination_no' }

const keyOf = ({ key }: UsageRecord) =>
  [
    key.calledAt.getTime() / 1_000,
    key.callId,
    ...(key.destinationNo === undefined ? [] : [key.destinationNo]),
  ].join('-')

const readSearch = async (search: UsageSearch) => (await runSearch(user(), search, source, now)).page

async function expectedKeys(
  kind: UsageKind,
  period: Parameters<typeof periodInstants>[0],
): Promise<string[]> {
  const { from, until } = periodInstants(period)
  const { rows } = await pool().query<{ key: string }>(
    `SELECT concat_ws('-', extract(epoch FROM called_at)::bigint, ${orderOf[kind].replace('called_at, ', '')}) AS key
     FROM ${tableOf[kind]} WHERE contract_number = '04' AND called_at >= $1 AND called_at < $2
     ORDER BY ${orderOf[kind]}`,
    [from, until],
  )
  return rows.map((row) => row.key)
}

/** Follows NEXT to the end, then BACK to the start; every page on the way back must be the one of the way there. */
async function walk(
  read: (cursor: UsageCursor | undefined) => Promise<UsagePage | undefined>,
): Promise<UsageRecord[]> {
  const pages: UsagePage[] = []
  for (let cursor: UsageCursor | undefined; pages.length === 0 || cursor; cursor = pages.at(-1)!.next) {
    const page = await read(cursor)
    expect(page).toBeDefined()
    expect(page!.recordsBefore).toBe(pages.flatMap(({ records }) => records).length)
    pages.push(page!)
  }
  expect(pages[0]!.back).toBeUndefined()
  for (let index = pages.length - 1; index > 0; index--) {
    const before = await read(pages[index]!.back)
    expect(before).toEqual(pages[index - 1])
  }
  return pages.flatMap(({ records }) => records)
}

test('NEXT and BACK show each record once, as it is and in order, records of one second included', async () => {
  await fc.assert(
    fc.asyncProperty(anyPeriod, anyKind, async (period, by) => {
      const search: UsageSearch = { ...period, by, output: 'screen' }
      const records = await walk((cursor) => readSearch({ ...search, cursor }))
      expect(records.map(keyOf)).toEqual((await expectedKeys(by, period)).slice(0, 1_000))
      const { from, until } = periodInstants(period)
      const rows = await usageRows(pool(), by, 'called_at >= $1 AND called_at < $2', [from, until])
      expect(records.map(({ cells }) => cells)).toEqual(rows.slice(0, 1_000))
    }),
    { numRuns: 12 },
  )
})

test('the data has records of one second across page boundaries, or the test above proves little', async () => {
  const { rows } = await pool().query(
    `SELECT max(records)::int AS records FROM (
       SELECT count(*) AS records FROM usage_destination WHERE contract_number = '04' GROUP BY called_at) AS seconds`,
  )
  expect(rows[0].records).toBeGreaterThan(100)
})

test('a cursor past what a screen shows, or before the first record, names no page', async () => {
  const period = { startDate: firstDay, startHour: 0, endDate: addJapanDays(firstDay, days - 1), endHour: 23 }
  const search: UsageSearch = { ...period, by: 'destination', output: 'screen' }
  const keys = await expectedKeys('destination', period)
  expect(keys.length).toBeGreaterThan(1_050)
  const cursorAt = (index: number, direction: 'after' | 'before'): UsageCursor => {
    const [seconds, callId, destinationNo] = keys[index]!.split('-').map(Number)
    return {
      direction,
      key: { calledAt: new Date(seconds! * 1_000), callId: BigInt(callId!), destinationNo: destinationNo! },
    }
  }
  expect(await readSearch({ ...search, cursor: cursorAt(999, 'after') })).toBeUndefined()
  expect(await readSearch({ ...search, cursor: cursorAt(keys.length - 1, 'after') })).toBeUndefined()
  expect(await readSearch({ ...search, cursor: cursorAt(0, 'before') })).toBeUndefined()
  const last = await readSearch({ ...search, cursor: cursorAt(969, 'after') })
  expect(last).toMatchObject({ recordsBefore: 970, next: undefined })
  expect(last!.records).toHaveLength(30)
})

test('the destinations of a call are all of them, also those dialled past midnight', async () => {
  const { rows } = await pool().query<{ call_id: string; destination_count: number }>(
    `SELECT call_id, destination_count FROM usage_call WHERE contract_number = '04'
     ORDER BY destination_count DESC LIMIT 3`,
  )
  for (const row of rows) {
    const call = await findCall(user(), row.call_id)
    const records = await walk(
      async (cursor) => (await loadCallPage(user(), call!.key, cursor, source, now)).page,
    )
    const expected = await usageRows(pool(), 'destination', 'call_id = $1', [row.call_id])
    expect(expected).toHaveLength(row.destination_count)
    expect(records.map(({ cells }) => cells)).toEqual(expected.slice(0, 1_000))
  }
})

test.each(['-1', '1.0', 'abc', '', '9223372036854775808', '99999999999999999999', "1' OR '1'='1"])(
  'a call id of %j finds nothing and breaks nothing',
  async (callId) => {
    expect(await findCall(user(), callId)).toBeUndefined()
  },
)

const callerOf = ({ cells }: UsageRecord) => cells[2]

test('another contract’s call does not exist, its records never show', async () => {
  const { rows } = await pool().query<{ call_id: string }>(
    `SELECT call_id FROM usage_call WHERE contract_number = '05'
     AND call_id NOT IN (SELECT call_id FROM usage_call WHERE contract_number = '04') LIMIT 1`,
  )
  expect(await findCall(unmasked('05'), rows[0]!.call_id)).toBeDefined()
  expect(await findCall(user(), rows[0]!.call_id)).toBeUndefined()

  const { rows: shared } = await pool().query<{ call_id: string }>(
    `SELECT call_id FROM usage_call WHERE contract_number = '04'
     INTERSECT SELECT call_id FROM usage_call WHERE contract_number = '05' LIMIT 1`,
  )
  const mine = await findCall(user(), shared[0]!.call_id)
  const theirs = await findCall(unmasked('05'), shared[0]!.call_id)
  expect(callerOf(mine!)).toMatch(/^04/)
  expect(callerOf(theirs!)).toMatch(/^05/)
  const { page: destinations } = await loadCallPage(user(), mine!.key, undefined, source, now)
  for (const record of destinations!.records) expect(callerOf(record)).toMatch(/^04/)

  const whole: UsageSearch = {
    startDate: firstDay,
    startHour: 0,
    endDate: addJapanDays(firstDay, days - 1),
    endHour: 23,
    by: 'call',
    output: 'screen',
  }
  const page = await readSearch(whole)
  for (const record of page!.records) expect(callerOf(record)).toMatch(/^04/)
})

test('hours of a month’s last evening and the next month’s first morning are one search', async () => {
  const period = { startDate: '2026-01-31', startHour: 20, endDate: '2026-02-01', endHour: 3 }
  const { from, until } = periodInstants(period)
  expect(from).toEqual(japanInstant('2026-01-31', 20))
  expect(until).toEqual(japanInstant('2026-02-01', 4))
  const records = await walk((cursor) =>
    readSearch({ ...period, by: 'destination', output: 'screen', cursor }),
  )
  expect(records.map(keyOf)).toEqual((await expectedKeys('destination', period)).slice(0, 1_000))
  expect(records.length).toBeGreaterThan(0)
})
