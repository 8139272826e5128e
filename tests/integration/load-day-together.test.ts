import type { UsageDay } from '@/lib/ingest/usage-rows'
import { addJapanMonths, type JapanDate } from '@/lib/time/japan-time'
import { loadUsageDay } from '@/prisma/factories/load-usage-day'
import { useTestDatabase } from '@/tests/support/connected-database'
import { callRow, destinationRow } from '@/tests/support/usage-day'
import { emptyUsage } from '@/tests/support/usage-files'

const { pool } = useTestDatabase()

afterEach(() => emptyUsage(pool()))

/** Loads days on as many connections at once, each of which takes the next day from the queue. */
async function loadTogether(
  connections: number,
  queue: Iterator<UsageDay> & Iterable<UsageDay>,
): Promise<void> {
  const clients = await Promise.all(Array.from({ length: connections }, () => pool().connect()))
  try {
    await Promise.all(
      clients.map(async (client) => {
        for (const day of queue) await loadUsageDay(client, day)
      }),
    )
  } finally {
    for (const client of clients) client.release()
  }
}

const dayOf = (date: JapanDate, callId = 1n): UsageDay => ({
  date,
  calls: [callRow(callId, `${date} 09:00:00`)],
  destinations: [destinationRow(callId, 1, `${date} 09:00:00`)],
})

test('of two loads of one day at once the later one replaces the earlier', async () => {
  await loadTogether(2, [dayOf('2026-11-01', 2n), dayOf('2026-11-01', 7n)].values())
  expect((await pool().query('SELECT FROM usage_call')).rowCount).toBe(1)
  expect((await pool().query('SELECT FROM usage_import')).rowCount).toBe(2)
})

test('loads of other months do not stand in the way, each of which needs partitions of its own', async () => {
  const dates = Array.from({ length: 48 }, (_, month) => addJapanMonths('2020-01-15', month))
  await loadTogether(4, dates.map((date) => dayOf(date)).values())
  const { rows } = await pool().query<{ date: string }>(
    'SELECT usage_date::text AS date FROM usage_destination ORDER BY called_at',
  )
  expect(rows.map(({ date }) => date)).toEqual(dates)
}, 60_000)
