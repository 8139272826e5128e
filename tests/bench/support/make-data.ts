import type { ClientBase } from 'pg'
import { ensureUsageMonths } from '@/lib/ingest/ensure-usage-months'
import { totalDay } from '@/lib/ingest/total-day'
import { addToMonths } from '@/lib/ingest/total-month'
import { vacuumUsageMonths } from '@/lib/ingest/vacuum-usage-months'
import { addJapanDays, type JapanDate } from '@/lib/time/japan-time'
import type { UsagePeriod } from '@/lib/usage/period'

/** The contract that is searched: a fifth of all data, the rest being shared by forty others. */
export const searchedContract = '04'
const searchedShare = 0.2
const otherContracts = Array.from({ length: 40 }, (_, index) => String(1001 + index))

const firstDay: JapanDate = '2025-09-01'
const days = 61

/** The whole month that is searched; the data has one more before it. */
export const searchedMonth: UsagePeriod = {
  startDate: '2025-10-01',
  startHour: 0,
  endDate: '2025-10-31',
  endHour: 23,
}

/** Hours of the night in which the searched contract sends broadcasts and nothing else: so many records exactly. */
const nights = {
  csv: { date: '2025-10-15', startHour: 2, endHour: 4, calls: 25, destinationsPerCall: 400 },
  bulk: { date: '2025-10-16', startHour: 1, endHour: 5, calls: 100, destinationsPerCall: 1_000 },
}
type Night = (typeof nights)[keyof typeof nights]

export const periodOfNight = (night: keyof typeof nights): UsagePeriod => {
  const { date, startHour, endHour } = nights[night]
  return { startDate: date, startHour, endDate: date, endHour }
}
const recordsOf = (night: Night) => night.calls * night.destinationsPerCall

/** Data of fewer records would be the night of 100,000 and little else. */
export const hasBulkNight = (records: number) => records >= 1_000_000

/** What the draw below gives on average: 0.9 × 1 + 0.08 × 25.5 + 0.02 × 275. */
const destinationsPerCall = 8.44

/**
 * Fills the usage tables of an empty, migrated database with about so many destinations, day by day as the import
 * does, each day sorted by contract and time, with its totals. Statements of the database make the rows: that
 * is faster than to send them.
 * @param client not in a transaction.
 * @param tell is called after each day.
 */
export async function makeUsage(client: ClientBase, records: number, tell: () => void): Promise<void> {
  const dates = Array.from({ length: days }, (_, day) => addJapanDays(firstDay, day))
  await client.query(`SET timezone TO 'Asia/Tokyo'; SET synchronous_commit TO off; SET work_mem TO '256MB';
                      SELECT setseed(0.5)`)
  const months = await ensureUsageMonths(client, dates)
  const remakeIndexes = await dropIndexes(client)
  const chosen = hasBulkNight(records) ? [nights.csv, nights.bulk] : [nights.csv]
  const inNights = chosen.reduce((sum, night) => sum + recordsOf(night), 0)
  const ofSearched = Math.max(records * searchedShare - inNights, records * 0.1)
  const callsADay = (share: number) => Math.max(1, Math.round(share / days / destinationsPerCall))
  const ofOthers = (records - ofSearched - inNights) / otherContracts.length

  for (const [day, date] of dates.entries()) {
    const night = chosen.find((known) => known.date === date)
    await drawCalls(client, {
      date,
      firstCallId: day * 10_000_000,
      contracts: [searchedContract, ...otherContracts],
      calls: [callsADay(ofSearched), ...otherContracts.map(() => callsADay(ofOthers))],
      night,
    })
    await storeDay(client, date)
    await totalDay(client, date)
    await addToMonths(client, date)
    tell()
  }
  await remakeIndexes()
  await vacuumUsageMonths(client, months)
  // All-visible and frozen, as months that have been loaded for some time are.
  await client.query('VACUUM (ANALYZE, FREEZE) usage_call, usage_destination, usage_hour, usage_caller_day')
}

/**
 * Drops the indexes beside the keys of the usage tables: the numbers of a hundred million rows, one by one, take hours.
 * @returns makes them anew, of all rows at once.
 */
async function dropIndexes(client: ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') AS definition
     FROM pg_index WHERE indrelid IN ('usage_call'::regclass, 'usage_destination'::regclass) AND NOT indisprimary`,
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return async () => {
    await client.query(`SET maintenance_work_mem TO '1GB'`)
    for (const { definition } of rows) await client.query(definition)
  }
}

interface DayPlan {
  date: JapanDate
  firstCallId: number
  contracts: string[]
  calls: number[]
  night: Night | undefined
}

/** Draws the calls of a day into a table of the connection's own: single ones, and broadcasts of up to 500. */
async function drawCalls(client: ClientBase, plan: DayPlan): Promise<void> {
  const { date, firstCallId, contracts, calls, night } = plan
  await client.query('DROP TABLE IF EXISTS new_call')
  await client.query(`CREATE TEMPORARY TABLE new_call (
    contract_number text COLLATE "C", called_at timestamptz(0), call_id bigint, communication_type text,
    caller_number text, area text, destination_count int, pages int, discount_type text)`)
  await client.query(
    `WITH drawn AS (
       SELECT contract_number, $1::date + make_interval(secs => floor(25200 + 25200 * (random() + random()))) AS called_at,
              random() AS size, random() AS spread, random() AS kind, NULL::int AS destinations
       FROM unnest($2::text[], $3::int[]) AS asked(contract_number, calls), generate_series(1, calls)
       UNION ALL
       SELECT $4, $1::date + make_interval(hours => $5, secs => call * $6), 0, 0, random(), $8
       FROM generate_series(0, $7 - 1) AS call
     ), sized AS (
       SELECT *, coalesce(destinations, CASE WHEN size < 0.9 THEN 1 WHEN size < 0.98 THEN 2 + floor(spread * 48)
                                             ELSE 50 + floor(spread * 450) END)::int AS destination_count
       FROM drawn
     )
     INSERT INTO new_call
     SELECT contract_number, called_at, $9 + row_number() OVER (PARTITION BY contract_number ORDER BY called_at),
            CASE WHEN destination_count > 1 THEN '同報' WHEN kind < 0.6 THEN '一般' WHEN kind < 0.8 THEN '着信課金'
                 WHEN kind < 0.9 THEN 'IP課金' ELSE 'IP網取出' END,
            CASE WHEN kind < 0.9 THEN '00' || 1 + floor(kind * 5) ELSE '@userco.jp' END,
            CASE WHEN spread < 0.92 THEN 'JAPAN' WHEN spread < 0.96 THEN 'KOREA' ELSE 'MAIL' END,
            destination_count, 1 + floor(6 * kind * kind),
            CASE WHEN called_at::time >= '19:00' THEN '夜間' WHEN called_at::time < '08:00' THEN '深夜' END
     FROM sized`,
    [
      date,
      contracts,
      calls,
      searchedContract,
      night?.startHour ?? 0,
      night ? Math.floor(((night.endHour - night.startHour + 1) * 3_600 - 1_000) / night.calls) : 0,
      night?.calls ?? 0,
      night?.destinationsPerCall ?? 0,
      firstCallId,
    ],
  )
}

/** Stores the calls of a day and their destinations, two a second; none goes on past midnight. */
async function storeDay(client: ClientBase, date: JapanDate): Promise<void> {
  const month = `${date.slice(0, 4)}${date.slice(5, 7)}`
  await client.query(
    `INSERT INTO usage_partition.usage_call_${month}
       (contract_number, called_at, call_id, communication_type, caller_number, callee_number, area, destination_count,
        accepted_pages, sent_pages, billed_pages, discount_type, charge)
     SELECT contract_number, called_at, call_id, communication_type, caller_number,
            CASE WHEN destination_count = 1 THEN '03' || lpad((call_id * 7919 % 100000000)::text, 8, '0') END, area,
            destination_count, pages, pages * destination_count, pages * destination_count, discount_type,
            pages::bigint * destination_count * 19
     FROM new_call ORDER BY contract_number, called_at, call_id`,
  )
  // Into the month itself: the check of a destination for its call stands at the whole table, and these have theirs.
  await client.query(
    `INSERT INTO usage_partition.usage_destination_${month}
       (contract_number, called_at, call_id, destination_no, usage_date, communication_type, caller_number,
        callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge)
     SELECT contract_number, called_at + make_interval(secs => (no - 1) / 2), call_id, no, $1::date,
            communication_type, caller_number,
            CASE WHEN no % 20 > 0 THEN '0' || 3 + no % 7 || lpad(((call_id + no) * 7919 % 100000000)::text, 8, '0') END,
            area, CASE WHEN no % 9 > 0 THEN 'A4G3F' ELSE 'B4G3F' END, pages, pages, discount_type, pages * 19
     FROM new_call, generate_series(1, destination_count) AS no
     ORDER BY contract_number, 2, call_id, no`,
    [date],
  )
}
