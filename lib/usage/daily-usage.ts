import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import {
  addJapanMonths,
  japanDateOf,
  japanInstant,
  startOfJapanMonth,
  type JapanDate,
} from '@/lib/time/japan-time'
import { latestSearchableDate } from './period'

/** What one day of Japan came to, by call. */
export interface DayFigures {
  calls: number
  sentPages: bigint
  /** yen */
  charge: bigint
}

export interface DayUsage {
  date: JapanDate
  /** Absent where nothing is known of the day: that is something else than a day without calls. */
  figures?: DayFigures
  /** Nothing is known because its records are no longer kept; else because it has not been loaded yet. */
  isPurged?: true
}

/** The days of last month, and those of this month up to yesterday: none on the first of a month. */
export interface DailyUsage {
  lastMonth: { firstDay: JapanDate; days: DayUsage[] }
  thisMonth: { firstDay: JapanDate; days: DayUsage[] }
}

interface Row {
  day: JapanDate
  is_loaded: boolean
  is_purged: boolean
  calls: number
  sent_pages: string
  charge: string
}

/**
 * What the user's own contract used on each day of last month and this (spec section 4), from the hourly totals
 * that searches count from too.
 * @param now decides which months these are, and what yesterday is.
 */
export async function readDailyUsage(
  user: Pick<SignedInUser, 'contractNumber'>,
  now: Date,
): Promise<DailyUsage> {
  const thisMonth = startOfJapanMonth(japanDateOf(now))
  const lastMonth = addJapanMonths(thisMonth, -1)
  const yesterday = latestSearchableDate(now)
  const { rows } = await getPool().query<Row>({
    name: 'usage-daily',
    text: `WITH used AS (
             SELECT (hour_at AT TIME ZONE 'Asia/Tokyo')::date AS usage_day, sum(records) AS calls,
                    sum(sent_pages) AS sent_pages, sum(charge) AS charge
             FROM usage_hour
             WHERE contract_number = $1 AND kind = 'call' AND hour_at >= $2 AND hour_at < $3
             GROUP BY 1
           )
           SELECT to_char(day, 'YYYY-MM-DD') AS day,
                  EXISTS (SELECT FROM usage_import WHERE usage_date = day::date) AS is_loaded,
                  coalesce(day < (SELECT max(purged_before) FROM usage_purge), false) AS is_purged,
                  coalesce(calls, 0)::int AS calls, coalesce(sent_pages, 0)::text AS sent_pages,
                  coalesce(charge, 0)::text AS charge
           FROM generate_series($4::date::timestamp, $5::date::timestamp, interval '1 day') AS day
           LEFT JOIN used ON usage_day = day::date
           ORDER BY day`,
    values: [
      user.contractNumber,
      japanInstant(lastMonth, 0),
      japanInstant(yesterday, 24),
      lastMonth,
      yesterday,
    ],
  })
  const days = rows.map(dayUsageOf)
  return {
    lastMonth: { firstDay: lastMonth, days: days.filter(({ date }) => date < thisMonth) },
    thisMonth: { firstDay: thisMonth, days: days.filter(({ date }) => date >= thisMonth) },
  }
}

function dayUsageOf(row: Row): DayUsage {
  // The import log outlives the records.
  if (row.is_purged) return { date: row.day, isPurged: true }
  if (!row.is_loaded) return { date: row.day }
  const { calls, sent_pages: sentPages, charge } = row
  return { date: row.day, figures: { calls, sentPages: BigInt(sentPages), charge: BigInt(charge) } }
}
