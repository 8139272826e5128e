import { correctionOf, findExport, findReadySet } from '@/lib/exports/find-export'
import { manifestText } from '@/lib/exports/manifest'
import { openFile, openZip } from '@/lib/exports/set-downloads'
import type { DestinationRange } from '@/lib/usage/call-destinations'
import { loadCallBulkPage } from '@/lib/usage/load-call-bulk-page'
import { createTestUser } from '@/tests/support/account'
import {
  callContract,
  callDate,
  calledAt,
  callIds,
  useSizedCalls,
  makeCallExport,
  requestCallExport,
} from '@/tests/support/call-exports'
import { checkedRows, digestOf, makeSet } from '@/tests/support/exports'
import { insertLargeCalls } from '@/tests/support/large-calls'
import { usageRows } from '@/tests/support/usage-rows'

const { pool, user, pageOf } = useSizedCalls([1, 10_000, 10_001, 100_000, 100_001, 250_000])
const now = () => new Date()

/** What plain SQL says the rows of a call are, in their order. */
const plainRows = (callId: bigint, { from, to }: DestinationRange = { from: 0, to: 2 ** 31 - 1 }) =>
  usageRows(
    pool(),
    'destination',
    'call_id = $1 AND destination_no BETWEEN $2 AND $3',
    [callId, from, to],
    callContract,
  )

test('a call of 250,000 destinations is three sets by number, which together hold each destination once', async () => {
  const { sets } = await pageOf(callIds[250_000])
  expect(sets).toEqual([
    { from: 1, to: 100_000, records: 100_000 },
    { from: 100_001, to: 200_000, records: 100_000 },
    { from: 200_001, to: 250_000, records: 50_000 },
  ])
  const called: string[] = []
  for (const { from, to, records } of sets!) {
    const numbers = { from, to }
    const exportId = await makeCallExport(user(), callIds[250_000], numbers)
    const files = await checkedRows(exportId)
    expect(files).toHaveLength(records / 10_000)
    expect(digestOf(files.flat())).toBe(digestOf(await plainRows(callIds[250_000], numbers)))
    called.push(...files.flat().map((row) => row[3]!))
    const set = (await findReadySet(user(), exportId, now()))!
    expect(set.files[1]!.name).toBe(`usage_call_1_destinations_${from}-${to}_02.csv`)
    expect((await openFile(set, 2, false))!.name).toBe(set.files[1]!.name)
    expect((await openZip(set, callContract))!.name).toBe(`usage_call_1_destinations_${from}-${to}.zip`)
    const manifest = JSON.parse(manifestText(set, callContract))
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
  expect(new Set(called).size).toBe(250_000)
}, 180_000)

test.each([
  [1, [1]],
  [10_000, [10_000]],
  [10_001, [10_000, 1]],
  [100_000, Array<number>(10).fill(10_000)],
] as const)('a call of %i destinations is one set', async (size, records) => {
  const callId = callIds[size]
  expect((await pageOf(callId)).sets).toBeUndefined()
  expect(await loadCallBulkPage(user(), { callId, calledAt }, now())).toMatchObject({
    fit: 'fits',
    totals: { records: size },
  })
  const exportId = await makeCallExport(user(), callId)
  const files = await checkedRows(exportId)
  expect(files.map((file) => file.length)).toEqual(records)
  expect(digestOf(files.flat())).toBe(digestOf(await plainRows(callId)))
  const set = await findExport(user(), now())
  expect(set).toMatchObject({ state: 'ready', target: { call: { callId, calledAt } } })
  expect(set!.files[0]!.name).toBe(`usage_call_${callId}_destinations_01.csv`)
})

test('a call of 100,001 destinations is refused as one set, and is two', async () => {
  const callId = callIds[100_001]
  const fresh = await createTestUser({ contractNumber: callContract })
  expect(await requestCallExport(fresh, callId)).toEqual({ outcome: 'tooManyRecords', records: 100_001 })
  expect(await findExport(fresh, now())).toBeUndefined()
  const { sets, fit } = await loadCallBulkPage(user(), { callId, calledAt }, now())
  expect(fit).toBe('tooMany')
  expect(sets).toEqual([
    { from: 1, to: 100_000, records: 100_000 },
    { from: 100_001, to: 100_001, records: 1 },
  ])
  expect(
    await checkedRows(await makeCallExport(user(), callId, { from: 100_001, to: 100_001 })),
  ).toHaveLength(1)
})

test('a range without destinations is refused as such, and makes no set', async () => {
  const fresh = await createTestUser({ contractNumber: callContract })
  expect(await requestCallExport(fresh, callIds[1], { from: 2, to: 9 })).toEqual({ outcome: 'noRecords' })
})

test('the trail has the call and the range', async () => {
  const fresh = await createTestUser({ contractNumber: callContract })
  await requestCallExport(fresh, callIds[10_000], { from: 1, to: 500 })
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
  await load(callDate)
  await makeCallExport(user(), callIds[1])
  const correction = async () => correctionOf(user().contractNumber, (await findExport(user(), now()))!)
  expect(await correction()).toBeUndefined()
  await load('2026-02-11')
  expect(await correction()).toBeUndefined()
  await load(callDate)
  expect(await correction()).toMatchObject({ date: callDate })

  await insertLargeCalls(pool(), 'gone', callDate, [
    { callId: 5, at: '09:54:13', destinations: 2, spanSeconds: 1 },
  ])
  const owner = await createTestUser({ contractNumber: 'gone' })
  const requested = await requestCallExport(owner, 5n)
  await pool().query(`DELETE FROM usage_destination WHERE contract_number = 'gone'`)
  await pool().query(`DELETE FROM usage_call WHERE contract_number = 'gone'`)
  if (requested.outcome !== 'taken') throw new Error(requested.outcome)
  await makeSet(requested.exportId)
  expect(await findExport(owner, now())).toMatchObject({ state: 'failed', failure: 'noRecords', files: [] })
})
