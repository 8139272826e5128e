import { Client } from 'pg'
import { demoAccounts, demoPassword } from '@/lib/accounts/demo-accounts'
import { hashPassword } from '@/lib/auth/password-hash'
import { env } from '@/lib/env'
import { loadDay } from '@/lib/ingest/load-day'
import { vacuumUsageMonths } from '@/lib/ingest/vacuum-usage-months'
import { PlainError } from '@/lib/plain-error'
import {
  addJapanDays,
  addJapanMonths,
  japanDateOf,
  startOfJapanMonth,
  type JapanDate,
} from '@/lib/time/japan-time'
import { demoContracts } from './factories/demo-customers'
import { makeDemoDay } from './factories/demo-day'
import { manualDate } from './factories/manual-day'

const importedBy = 'seed'

/**
 * Loads the data that comes with the portal (spec section 9): the manual's day, usage from the month before last
 * up to yesterday, and the accounts. What is there stays as it is: a day in the import log, an account with its
 * password. So a second run adds only the days that have passed since.
 * @param databaseUrl of a migrated database.
 * @param onProgress gets one line a month loaded.
 * @param now decides what yesterday is.
 * @throws PlainError for a production database, see `refuseProduction`.
 */
export async function seedDatabase(
  databaseUrl: string,
  onProgress: (line: string) => void = () => {},
  now = new Date(),
): Promise<void> {
  await refuseProduction(databaseUrl)
  await withClient(databaseUrl, async (client) => {
    // Of two seeds at once the second waits here, and finds nothing to do.
    await client.query("SELECT pg_advisory_lock(hashtext('seed'))")
    // A crash of the server may cost the last days, with their lines in the import log: the next run adds them.
    await client.query('SET synchronous_commit TO off')
    await addContractsAndAccounts(client)
    await addUsage(client, onProgress, now)
  })
}

/**
 * Refuses a database in which demo accounts, whose password everybody can read, would be a hole: any when
 * NODE_ENV is production, and one that held a contract or an account before the seed ever ran. What an operator
 * adds to a demo afterwards is welcome. Changes nothing, and takes a database without tables too.
 * @throws PlainError that says why.
 */
export async function refuseProduction(databaseUrl: string): Promise<void> {
  if (env.mode === 'production')
    throw new PlainError('The seed is for demo and development: NODE_ENV is production.')
  await withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ exist: boolean }>(
      "SELECT to_regclass('contract') IS NOT NULL AND to_regclass('account') IS NOT NULL AS exist",
    )
    if (!tables[0]!.exist) return
    const { rows: seeded } = await client.query('SELECT FROM usage_import WHERE imported_by = $1 LIMIT 1', [
      importedBy,
    ])
    if (seeded.length > 0) return
    const { rows: foreign } = await client.query<{ what: string }>(
      `SELECT 'contract ' || contract_number AS what FROM contract
       WHERE (contract_number, name) NOT IN (SELECT * FROM unnest($1::text[], $2::text[]))
       UNION ALL
       SELECT 'account ' || user_id FROM account
       WHERE (user_id, contract_number) NOT IN (SELECT * FROM unnest($3::text[], $4::text[]))
       ORDER BY what LIMIT 1`,
      [
        demoContracts.map(({ number }) => number),
        demoContracts.map(({ name }) => name),
        demoAccounts.map(({ userId }) => userId),
        demoAccounts.map(({ contractNumber }) => contractNumber),
      ],
    )
    if (foreign[0])
      throw new PlainError(
        `The seed is for an empty database: this one holds ${foreign[0].what}, not of the demo.`,
      )
  })
}

async function withClient(databaseUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'bizfax-seed' })
  // Without a listener a connection that breaks ends the process with a stack; with it, the query under way fails.
  client.on('error', () => {})
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

async function addContractsAndAccounts(client: Client): Promise<void> {
  for (const { number, name } of demoContracts)
    await client.query(
      'INSERT INTO contract (contract_number, name) VALUES ($1, $2) ON CONFLICT (contract_number) DO NOTHING',
      [number, name],
    )
  const { rows } = await client.query<{ user_id: string }>('SELECT user_id FROM account')
  const present = new Set(rows.map((row) => row.user_id))
  for (const { userId, contractNumber, multiFactor, email } of demoAccounts) {
    if (present.has(userId)) continue
    await client.query(
      `INSERT INTO account (user_id, contract_number, password_hash, multi_factor, email)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (user_id) DO NOTHING`,
      [userId, contractNumber, await hashPassword(demoPassword), multiFactor, email],
    )
  }
}

async function addUsage(client: Client, onProgress: (line: string) => void, now: Date): Promise<void> {
  const touchedMonths = new Set<JapanDate>()
  const missing = await missingDays(client, now)
  let month = { name: '', days: 0, calls: 0, destinations: 0 }
  for (const [index, date] of missing.entries()) {
    const day = makeDemoDay(date)
    for (const touched of await loadDay(client, day, importedBy)) touchedMonths.add(touched)
    month.name = date.slice(0, 7)
    month.days += 1
    month.calls += day.calls.length
    month.destinations += day.destinations.length
    if (missing[index + 1]?.startsWith(month.name)) continue
    onProgress(
      `${month.name}: ${month.days} days, ${month.calls} calls, ${month.destinations} destinations loaded`,
    )
    month = { name: '', days: 0, calls: 0, destinations: 0 }
  }
  if (missing.length === 0) return
  await vacuumUsageMonths(client, touchedMonths)
  await client.query('VACUUM (ANALYZE) contract, account, usage_code, usage_import, usage_import_contract')
}

/**
 * The days that the demo should hold and the import log does not: the manual's, and those since the month before
 * last, or since the first one ever seeded, so that a demo started again after long has no gap.
 */
async function missingDays(client: Client, now: Date): Promise<JapanDate[]> {
  const { rows } = await client.query<{ date: JapanDate; is_seed: boolean }>(
    `SELECT to_char(usage_date, 'YYYY-MM-DD') AS date, bool_or(imported_by = $1) AS is_seed
     FROM usage_import GROUP BY usage_date ORDER BY usage_date`,
    [importedBy],
  )
  const present = new Set(rows.map(({ date }) => date))
  const today = japanDateOf(now)
  const windowStart = addJapanMonths(startOfJapanMonth(today), -2)
  const firstSeeded = rows.find(({ date, is_seed }) => is_seed && date !== manualDate)?.date ?? windowStart

  const days = [manualDate]
  const start = firstSeeded < windowStart ? firstSeeded : windowStart
  for (let date = start; date < today; date = addJapanDays(date, 1)) days.push(date)
  return days.filter((date) => !present.has(date))
}
