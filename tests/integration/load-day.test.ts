import { Client } from 'pg'
import { loadDay } from '@/lib/ingest/load-day'
import { loadUsageDay } from '@/prisma/factories/load-usage-day'
import { createTestDatabase } from '@/tests/support/database'
import { callRow, destinationRow } from '@/tests/support/usage-day'
import { emptyUsage } from '@/tests/support/usage-files'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let client: Client

async function connect() {
  const connected = new Client({ connectionString: database.databaseUrl })
  await connected.connect()
  return connected
}

beforeAll(async () => {
  database = await createTestDatabase()
  client = await connect()
}, 60_000)
afterEach(() => emptyUsage(client))
afterAll(async () => {
  await client.end()
  await database.drop()
})

async function stored(sql: string): Promise<unknown[][]> {
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' })
  return rows
}

const storedCalls = () => stored('SELECT call_id FROM usage_call ORDER BY called_at, call_id')
const storedDestinations = () =>
  stored(
    `SELECT call_id, destination_no, usage_date::text, to_char(called_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
     FROM usage_destination ORDER BY called_at, call_id, destination_no`,
  )
const storedHours = () =>
  stored(
    `SELECT kind, to_char(hour_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24'), usage_date::text, records, charge
     FROM usage_hour ORDER BY kind, hour_at, usage_date`,
  )

/** A call shortly before the end of October in Japan, one of whose destinations is dialled in November. */
const october = {
  date: '2026-10-31',
  calls: [callRow(1n, '2026-10-31 23:59:00', { destinationCount: 2, sentPages: 2, charge: 38n })],
  destinations: [destinationRow(1n, 1, '2026-10-31 23:59:00'), destinationRow(1n, 2, '2026-11-01 00:00:30')],
}
const november = {
  date: '2026-11-01',
  calls: [callRow(2n, '2026-11-01 00:10:00')],
  destinations: [destinationRow(2n, 1, '2026-11-01 00:10:00')],
}

describe('loading a day', () => {
  it('reads times as Japan time, whatever the zone of the connection', async () => {
    await client.query("SET timezone TO 'America/Los_Angeles'")
    await loadUsageDay(client, november)
    await client.query('RESET timezone')
    expect(await storedDestinations()).toEqual([['2', 1, '2026-11-01', '2026-10-31 15:10:00']])
  })

  it('totals an hour after midnight for the day of the call and for its own day', async () => {
    await loadUsageDay(client, october)
    await loadUsageDay(client, november)
    expect(await storedHours()).toEqual([
      ['call', '2026-10-31 14', '2026-10-31', 1, '38'],
      ['call', '2026-10-31 15', '2026-11-01', 1, '19'],
      ['destination', '2026-10-31 14', '2026-10-31', 1, '19'],
      ['destination', '2026-10-31 15', '2026-10-31', 1, '19'],
      ['destination', '2026-10-31 15', '2026-11-01', 1, '19'],
    ])
  })

  it('makes the month of a destination that is dialled in a month without any usage', async () => {
    await loadUsageDay(client, {
      date: '2025-06-30',
      calls: [callRow(1n, '2025-06-30 23:59:00')],
      destinations: [destinationRow(1n, 1, '2025-07-01 00:00:30')],
    })
    expect(await storedDestinations()).toEqual([['1', 1, '2025-06-30', '2025-06-30 15:00:30']])
  })

  it('replaces a day whole and leaves its neighbours alone, what they dialled past midnight included', async () => {
    await loadUsageDay(client, october)
    await loadUsageDay(client, november)
    await loadUsageDay(client, {
      ...november,
      calls: [callRow(3n, '2026-11-01 09:00:00')],
      destinations: [destinationRow(3n, 1, '2026-11-01 09:00:00')],
    })
    expect(await storedCalls()).toEqual([['1'], ['3']])
    expect((await storedDestinations()).map(([callId, number]) => [callId, number])).toEqual([
      ['1', 1],
      ['1', 2],
      ['3', 1],
    ])

    await loadUsageDay(client, { date: '2026-10-31', calls: [], destinations: [] })
    expect(await storedCalls()).toEqual([['3']])
    expect((await storedDestinations()).map(([callId]) => callId)).toEqual(['3'])
    expect((await storedHours()).map(([, , usageDate]) => usageDate)).toEqual(['2026-11-01', '2026-11-01'])
  })

  it('leaves the day as it was when a destination has no call', async () => {
    await loadUsageDay(client, november)
    const before = [await storedCalls(), await storedDestinations(), await storedHours()]
    const orphaned = { ...november, destinations: [destinationRow(99n, 1, '2026-11-01 09:00:00')] }
    await expect(loadUsageDay(client, orphaned)).rejects.toThrow(
      'destination without its call: contract 04, call 99',
    )
    expect([await storedCalls(), await storedDestinations(), await storedHours()]).toEqual(before)
    expect(await stored('SELECT count(*)::int FROM usage_import')).toEqual([[1]])
  })

  it('stores identifiers and texts exactly as they came', async () => {
    const texts = ['0001', '@userco.jp', 'a,b', 'say "fax"', 'two\nlines', '\\N', '\\.', ' 余白 ', '-----']
    await loadUsageDay(client, {
      date: '2026-11-01',
      calls: texts.map((text, index) =>
        callRow(BigInt(index), '2026-11-01 09:00:00', { callerNumber: text, calleeNumber: text, area: text }),
      ),
      destinations: texts.map((text, index) =>
        destinationRow(BigInt(index), 1, '2026-11-01 09:00:00', {
          callerNumber: text,
          paperMode: text,
          callType: text,
        }),
      ),
    })
    expect(
      await stored('SELECT caller_number, callee_number, area FROM usage_call ORDER BY call_id'),
    ).toEqual(texts.map((text) => [text, text, text]))
    expect(
      await stored('SELECT caller_number, paper_mode, call_type FROM usage_destination ORDER BY call_id'),
    ).toEqual(texts.map((text) => [text, text, text]))
  })

  it('keeps an absent value absent and a number of any size exact', async () => {
    const largest = 9_223_372_036_854_775_807n
    await loadUsageDay(client, {
      date: '2026-11-01',
      calls: [
        callRow(largest, '2026-11-01 09:00:00', { calleeNumber: null, billedPages: null, charge: largest }),
      ],
      destinations: [],
    })
    expect(
      await stored('SELECT call_id, callee_number, billed_pages, discount_type, charge FROM usage_call'),
    ).toEqual([[String(largest), null, null, null, String(largest)]])
  })

  it('gives a code the earliest day that brought it, in whatever order days are loaded', async () => {
    await loadUsageDay(client, november)
    await loadUsageDay(client, october)
    await loadUsageDay(client, november)
    expect(await stored("SELECT first_seen_on::text FROM usage_code WHERE kind = 'paper_mode'")).toEqual([
      ['2026-10-31'],
    ])
  })

  it('logs the same files alike, in whatever order their rows come', async () => {
    const two = {
      date: '2026-11-01',
      calls: [
        callRow(2n, '2026-11-01 00:10:00'),
        callRow(1n, '2026-11-01 00:10:00'),
        callRow(10n, '2026-11-01 00:10:00'),
      ],
      destinations: [
        destinationRow(2n, 2, '2026-11-01 00:11:00'),
        destinationRow(2n, 1, '2026-11-01 00:11:00'),
      ],
    }
    await loadDay(client, two, 'operator:one')
    await loadDay(
      client,
      { ...two, calls: two.calls.toReversed(), destinations: two.destinations.toReversed() },
      'operator:two',
    )
    const log = await stored(
      'SELECT imported_by, call_records, destination_records, calls_sha256, destinations_sha256 FROM usage_import ORDER BY import_id',
    )
    expect(log.map(([importedBy]) => importedBy)).toEqual(['operator:one', 'operator:two'])
    expect(log[0]!.slice(1)).toEqual(log[1]!.slice(1))
    expect(log[0]!.slice(1, 3)).toEqual(['3', '2'])
  })
})
