import type { Pool } from 'pg'
import { screensNow } from './serve'

/**
 * Gives what the database itself timed the times of the demo's story, so that pictures made on another day are the
 * same: each day is loaded on the morning after it, the closed month's correction two days after the closing.
 */
export async function setImportTimes(pool: Pool): Promise<void> {
  await pool.query(`
    UPDATE usage_import AS load
    SET imported_at = (usage_date + 1 + time '05:40') AT TIME ZONE 'Asia/Tokyo'
      + CASE WHEN EXISTS (SELECT FROM usage_import AS earlier
                          WHERE earlier.usage_date = load.usage_date AND earlier.import_id < load.import_id)
             THEN interval '20 days 4 hours' ELSE interval '0' END`)
}

/** Activity of an account that does nothing else here: sign-ins from an address that is kept for examples. */
export async function addActivity(pool: Pool, userId: string): Promise<void> {
  const search = '{"startDate":"2026-11-01","startHour":"0","endDate":"2026-11-19","endHour":"23"}'
  const events: [minutesAgo: number, kind: string, detail: string][] = [
    [1_500, 'signIn', '{}'],
    [1_460, 'passwordChanged', '{}'],
    [70, 'signInFailure', '{"reason":"password"}'],
    [69, 'signIn', '{}'],
    [64, 'search', `{"by":"call","output":"screen","search":${search}}`],
  ]
  for (const [minutesAgo, kind, detail] of events)
    await pool.query(
      `INSERT INTO security_event (at, kind, contract_number, account_id, actor, source_address, user_agent, detail)
       SELECT $1, $2, contract_number, account_id, 'user:' || user_id, '192.0.2.10', $3, $4
       FROM account WHERE user_id = $5`,
      [new Date(screensNow.getTime() - minutesAgo * 60_000), kind, browser, detail, userId],
    )
}

/** What the demo's users see as their last sign-in. */
export async function setLastSignIns(pool: Pool): Promise<void> {
  await pool.query('UPDATE account SET last_sign_in_at = $1, previous_sign_in_at = $1', [
    new Date(screensNow.getTime() - 25 * 60 * 60_000),
  ])
}

/** The moment of a set's data is the database's, not the server's: it becomes that of the screens. */
export async function setExportTimes(pool: Pool): Promise<void> {
  await pool.query('UPDATE export_request SET as_of = $1', [screensNow])
}

/** Forgets what an account has chosen, kept and asked for, so that the next language begins as the first one did. */
export async function forgetWork(pool: Pool): Promise<void> {
  for (const table of ['usage_choice', 'saved_search', 'usage_filter', 'number_draft', 'one_time_password'])
    await pool.query(`DELETE FROM ${table}`)
}

const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0'
