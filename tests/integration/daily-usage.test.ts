import type { Pool } from 'pg'
import type { CallRow } from '@/lib/ingest/usage-rows'
import { connectDatabase } from '@/lib/db/pool'
import { readDailyUsage, type DayUsage } from '@/lib/usage/daily-usage'
import { dailyMeasures, dailySplits } from '@/lib/usage/daily-view'
import { splitDays } from '@/lib/usage/split-days'
import { loadUsageDay } from '@/prisma/factories/load-usage-day'
import { unmasked } from '@/tests/support/account'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { loadRandomUsage } from '@/tests/support/random-usage'

const user = unmasked('04')
/** 00:30 on 4 March in Japan; still the 3rd in UTC. */
const now = new Date('2026-03-03T15:30:00Z')

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase()
  pool = connectDatabase(database.databaseUrl)
  await loadRandomUsage(pool, { firstDay: '2026-01-30', days: 5, contracts: ['04', '05'] })
  await loadRandomUsage(pool, { firstDay: '2026-02-27', days: 3, contracts: ['04', '05'] })
  await load('2026-03-02', [])
  // Not before its day has ended; the picture ends with yesterday whatever is loaded.
  await loadRandomUsage(pool, { firstDay: '2026-03-04', days: 1, contracts: ['04'] })
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function load(date: string, calls: CallRow[]) {
  const client = await pool.connect()
  await loadUsageDay(client, { date, calls, destinations: [] }).finally(() => client.release())
}

const figuresOf = (days: DayUsage[]) =>
  days
    .filter(({ figures }) => figures)
    .map(({ date, figures }) => [date, figures!.calls, figures!.sentPages, figures!.charge])

test('each day is a plain sum over the calls of its own contract, by the day of Japan', async () => {
  const { rows } = await pool.query<{ day: string; calls: number; pages: string; charge: string }>(
    `SELECT to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS day, count(*)::int AS calls,
            sum(sent_pages)::text AS pages, sum(charge)::text AS charge
     FROM usage_call WHERE contract_number = '04' GROUP BY 1 ORDER BY 1`,
  )
  const expected = rows.map(({ day, calls, pages, charge }) => [day, calls, BigInt(pages), BigInt(charge)])
  const within = (from: string, until: string) =>
    expected.filter(([day]) => String(day) >= from && String(day) < until)

  const { lastMonth, thisMonth } = await readDailyUsage(user, now)
  expect(figuresOf(lastMonth.days)).toEqual(within('2026-02-01', '2026-03-01'))
  expect(within('2026-02-01', '2026-03-01')).toHaveLength(5)
  expect(figuresOf(thisMonth.days)).toEqual([
    ...within('2026-03-01', '2026-03-02'),
    ['2026-03-02', 0, 0n, 0n],
  ])
})

test('split by any measure and either code, each day is a plain sum by that code of its own contract', async () => {
  const { lastMonth, thisMonth } = await readDailyUsage(user, now)
  const days = [...lastMonth.days, ...thisMonth.days]
  const columns = { type: 'communication_type', rate: "coalesce(discount_type, '')" }
  const sums = { calls: 'count(*)', sentPages: 'sum(sent_pages)', charge: 'sum(charge)' }
  for (const split of dailySplits)
    for (const measure of dailyMeasures) {
      const { rows } = await pool.query<{ day: string; code: string; value: string }>(
        `SELECT to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS day, ${columns[split]} AS code,
                ${sums[measure]}::text AS value
         FROM usage_call WHERE contract_number = '04' GROUP BY 1, 2`,
      )
      const { kinds, values } = splitDays(days, { measure, split })
      expect(kinds!.length).toBeGreaterThan(2)
      const shown = [...values].flatMap(([day, ofDay]) =>
        ofDay.flatMap((value, place) => (value > 0n ? [`${day} ${kinds![place]!.code} ${value}`] : [])),
      )
      const expected = rows
        .filter(({ day, value }) => values.has(day) && value !== '0')
        .map(({ day, code, value }) => `${day} ${code} ${value}`)
      expect(shown.sort()).toEqual(expected.sort())
    }
})

test('the months are Japan’s, and this one ends with yesterday', async () => {
  const { lastMonth, thisMonth } = await readDailyUsage(user, now)
  expect(lastMonth.firstDay).toBe('2026-02-01')
  expect(lastMonth.days.map(({ date }) => date)).toEqual(
    Array.from({ length: 28 }, (_, day) => `2026-02-${String(day + 1).padStart(2, '0')}`),
  )
  expect(thisMonth.firstDay).toBe('2026-03-01')
  expect(thisMonth.days.map(({ date }) => date)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03'])
})

test('on the first of a month there is last month whole, and nothing of this one', async () => {
  const { lastMonth, thisMonth } = await readDailyUsage(user, new Date('2026-02-28T15:00:00Z'))
  expect([lastMonth.firstDay, lastMonth.days.length]).toEqual(['2026-02-01', 28])
  expect(thisMonth).toEqual({ firstDay: '2026-03-01', days: [] })
  const before = await readDailyUsage(user, new Date('2026-02-28T14:59:59Z'))
  expect([before.lastMonth.firstDay, before.thisMonth.days.length]).toEqual(['2026-01-01', 27])
})

test('a day not loaded has no figures, a day loaded without calls has zeros', async () => {
  const { lastMonth, thisMonth } = await readDailyUsage(user, now)
  expect(lastMonth.days.find(({ date }) => date === '2026-02-10')).toEqual({ date: '2026-02-10' })
  expect(thisMonth.days[1]!.figures).toEqual({ calls: 0, sentPages: 0n, charge: 0n })
  expect(thisMonth.days[1]!.parts).toEqual([])
  expect(thisMonth.days[2]).toEqual({ date: '2026-03-03' })
})

test('a contract without any calls has zeros where days were loaded, and nobody else’s figures', async () => {
  const { lastMonth } = await readDailyUsage(unmasked('99'), now)
  expect(figuresOf(lastMonth.days)).toEqual(
    ['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-27', '2026-02-28'].map((day) => [day, 0, 0n, 0n]),
  )
})

test('days of a purged month are told as no longer kept, not as days without use', async () => {
  const months = ['2026-01-01', '2026-02-01']
  const before = await readDailyUsage(user, new Date('2026-02-27T15:30:00Z'))
  expect(figuresOf(before.lastMonth.days)).not.toEqual([])
  await pool.query(
    `INSERT INTO usage_purge (purged_before, call_records, destination_records, purged_by)
     VALUES ('2026-02-01', 0, 0, 'test')`,
  )
  const { lastMonth, thisMonth } = await readDailyUsage(user, new Date('2026-02-27T15:30:00Z'))
  expect([lastMonth.firstDay, thisMonth.firstDay]).toEqual(months)
  expect(lastMonth.days).toEqual(lastMonth.days.map(({ date }) => ({ date, isPurged: true })))
  expect(lastMonth.days).toHaveLength(31)
  expect(thisMonth.days).toEqual(before.thisMonth.days)
})

test('a day loaded again is counted once', async () => {
  const before = await readDailyUsage(user, now)
  await loadRandomUsage(pool, { firstDay: '2026-02-27', days: 1, contracts: ['04', '05'] })
  expect(await readDailyUsage(user, now)).toEqual(before)
})
