import { Client } from 'pg'
import { passwordMatches } from '@/lib/auth/password-hash'
import type { UsageKind } from '@/lib/usage/search'
import { seedDatabase } from '@/prisma/seed-database'
import { createTestDatabase } from '@/tests/support/database'
import { textRows } from '@/tests/support/text-rows'
import { usageRows } from '@/tests/support/usage-rows'

const now = new Date('2027-03-03T00:30:00+09:00')
const dayAfter = new Date('2027-03-04T00:30:00+09:00')

let database: Awaited<ReturnType<typeof createTestDatabase>>
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  await seedDatabase(database.databaseUrl, undefined, now)
  client = new Client({ connectionString: database.databaseUrl, options: '-c timezone=Asia/Tokyo' })
  await client.connect()
}, 120_000)

afterAll(async () => {
  await client.end()
  await database.drop()
})

const rows = (sql: string, values?: unknown[]) => textRows(client, sql, values)
const count = async (sql: string, values?: unknown[]) => Number((await rows(sql, values))[0]![0])

/** Contract 04 from one hour of the manual's day up to the end of another. */
const hits = (kind: UsageKind, startHour: number, endHour: number) =>
  usageRows(
    client,
    kind,
    `called_at >= $1::timestamptz + make_interval(hours => $2)
     AND called_at < $1::timestamptz + make_interval(hours => $3 + 1)`,
    ['2014-07-06 00:00+09', startHour, endHour],
  )

/** Everything that the seed writes: how much of it there is, and a sum that changes with any of it. */
async function fingerprint(tables: string[]): Promise<Record<string, string[][]>> {
  const sums: Record<string, string[][]> = {}
  for (const table of tables)
    sums[table] = await rows(
      `SELECT count(*), coalesce(sum(hashtextextended(stored::text, 0)::numeric), 0) FROM ${table} AS stored`,
    )
  return sums
}

const usageTables = [
  'usage_call',
  'usage_destination',
  'usage_hour',
  'usage_caller_day',
  'usage_caller_month',
  'usage_code',
]
const allTables = [
  ...usageTables,
  'contract',
  'account',
  'usage_import',
  'usage_import_contract',
  'usage_load',
  'closed_month',
  'closed_month_totals',
]

describe("the manual's own day", () => {
  const printedCalls = [
    '2014/07/06 00:32:52|着信課金|@userco.jp|001|JAPAN|1|4|4|5|夜間|95',
    '2014/07/06 09:54:13|F網取出|002|001|MAIL|1|1|1|1|土日祝|19',
    '2014/07/06 10:00:00|同報|001|002|JAPAN|1|1|1|1||55',
    '2014/07/06 10:00:44|同報|001|001|MAIL|1|1|1|1|土日祝|19',
    '2014/07/06 10:15:46|IP課金|001|001|JAPAN|1|1|1|1|土日祝|19',
    '2014/07/06 10:30:26|一般|001|92002|KOREA|1|1|1|1|土日祝|73',
    '2014/07/06 10:40:26|一般|001|001|JAPAN|3|3|4||土日祝|76',
    '2014/07/06 10:49:01|一般|001|92002|KOREA|1|1|1|1|土日祝|73',
    '2014/07/06 10:50:58|IP課金|001|001|JAPAN|2|2|2||土日祝|38',
    '2014/07/06 10:54:20|同報|001|-----|JAPAN|10000|32|320000|320000|土日祝|6080000',
  ]
  const printedDestinations = [
    '2014/07/06 11:56:50|同報|001|002|JAPAN|A4G3F|3|3|土日祝|57',
    '2014/07/06 11:58:10|同報|001|001|JAPAN|A4G3F|1|1|土日祝|19',
    '2014/07/06 11:58:10|同報|001|002|JAPAN|A4G3F|1|1|土日祝|19',
    '2014/07/06 12:00:26|着信課金|@userco.jp|001|JAPAN|A4F|1|1|土日祝|19',
    '2014/07/06 12:00:38|一般|001|001|JAPAN|A4G3F|1|1|土日祝|19',
    '2014/07/06 12:03:37|着信課金|@userco.jp|001|JAPAN|A4F|1|1|土日祝|19',
    '2014/07/06 12:10:03|同報|001|2002|KOREA|A4G3F|3|4|土日祝|292',
    '2014/07/06 12:10:03|同報|001|001|MAIL|A4G3F|3|4|土日祝|76',
    '2014/07/06 12:10:03|同報|001|002|JAPAN|A4G3F|3|4|土日祝|76',
    '2014/07/06 12:13:08|同報|001|001|JAPAN|A4G3F|1|1|土日祝|19',
  ]
  const asPrinted = (found: string[][]) => found.map((cells) => cells.join('|'))

  it('has the one call of 9時–9時', async () => {
    expect(asPrinted(await hits('call', 9, 9))).toEqual([printedCalls[1]])
  })

  it('has 127 calls, the ten printed ones first', async () => {
    const calls = await hits('call', 0, 23)
    expect(calls).toHaveLength(127)
    expect(asPrinted(calls.slice(0, 10))).toEqual(printedCalls)
  })

  it('has the one destination of 9時–9時, which differs from its call as printed', async () => {
    expect(asPrinted(await hits('destination', 9, 9))).toEqual([
      '2014/07/06 09:54:13|IP網取出|04|01|MAIL|A4G3F|1|1|土日祝|19',
    ])
    const ids = "SELECT call_id FROM %s WHERE contract_number = '04' AND called_at = '2014-07-06 09:54:13'"
    expect(await rows(ids.replace('%s', 'usage_destination'))).toEqual(
      await rows(ids.replace('%s', 'usage_call')),
    )
  })

  it('has 9,518 destinations of 12時–19時, the printed ones from 12:00:26 first', async () => {
    const destinations = await hits('destination', 12, 19)
    expect(destinations).toHaveLength(9_518)
    expect(asPrinted(destinations.slice(0, 7))).toEqual(printedDestinations.slice(3))
  })

  it('has the three rows of 11:56–11:58 last before 12:00', async () => {
    const beforeNoon = await hits('destination', 11, 11)
    expect(asPrinted(beforeNoon.slice(-3))).toEqual(printedDestinations.slice(0, 3))
    expect(beforeNoon.at(-4)![0]! < '2014/07/06 11:56:50').toBe(true)
  })

  it('has the ten thousand destinations of the broadcast, dialled from 10:54:20 on and before 11:56:50', async () => {
    expect(
      await rows(
        `SELECT count(*), min(sent_pages), max(sent_pages), min(billed_pages), max(billed_pages), min(charge),
                max(charge), count(DISTINCT callee_number), to_char(min(called_at), 'HH24:MI:SS'),
                max(called_at) < '2014-07-06 11:56:50'
         FROM usage_destination WHERE contract_number = '04' AND call_id =
           (SELECT call_id FROM usage_call WHERE contract_number = '04' AND called_at = '2014-07-06 10:54:20')`,
      ),
    ).toEqual([['10000', '32', '32', '32', '32', '608', '608', '10000', '10:54:20', 'true']])
  })
})

describe('accounts', () => {
  it('has the five accounts, each with the password of the demo', async () => {
    const accounts = await client.query<{ password_hash: string }>('SELECT * FROM account ORDER BY user_id')
    expect(
      await rows(
        `SELECT user_id, contract_number, multi_factor, email, role, masks_numbers, array_to_string(departments, ',')
         FROM account ORDER BY user_id`,
      ),
    ).toEqual([
      ['demo04', '04', 'false', '', 'administrator', 'false', ''],
      ['demo05', '05', 'false', '', 'administrator', 'false', ''],
      ['dept04', '04', 'false', '', 'reader', 'false', '営業部'],
      ['mfa04', '04', 'true', 'mfa04@example.com', 'administrator', 'false', ''],
      ['reader04', '04', 'false', '', 'reader', 'true', ''],
    ])
    for (const { password_hash } of accounts.rows)
      expect(await passwordMatches(password_hash, 'Fax!2026')).toBe(true)
  })
})

describe('a second run', () => {
  it('changes nothing, a changed password included', async () => {
    await client.query("UPDATE account SET password_hash = 'changed since' WHERE user_id = 'demo04'")
    const before = await fingerprint(allTables)
    const progress: string[] = []
    await seedDatabase(database.databaseUrl, (line) => progress.push(line), now)
    expect(await fingerprint(allTables)).toEqual(before)
    expect(progress).toEqual([])
    expect(await rows("SELECT password_hash FROM account WHERE user_id = 'demo04'")).toEqual([
      ['changed since'],
    ])
  })

  it('brings a removed day back as it was, what was dialled in the next month included', async () => {
    const before = await fingerprint(usageTables)
    const files = 'SELECT calls_sha256, destinations_sha256 FROM usage_import WHERE usage_date = $1'
    const filesBefore = await rows(files, ['2027-01-31'])
    await client.query("DELETE FROM usage_destination WHERE usage_date = '2027-01-31'")
    await client.query("DELETE FROM usage_call WHERE called_at::date = '2027-01-31'")
    await client.query("DELETE FROM usage_hour WHERE usage_date = '2027-01-31'")
    await client.query("DELETE FROM usage_import WHERE usage_date = '2027-01-31'")
    expect(await fingerprint(usageTables)).not.toEqual(before)

    const progress: string[] = []
    await seedDatabase(database.databaseUrl, (line) => progress.push(line), now)
    expect(await fingerprint(usageTables)).toEqual(before)
    expect(await rows(files, ['2027-01-31'])).toEqual(filesBefore)
    expect(progress).toEqual([expect.stringMatching(/^2027-01: 1 days, \d+ calls, \d+ destinations loaded$/)])
  })

  it('adds the day that has passed since, and only that, also when two run at once', async () => {
    const lastDay = 'SELECT usage_date::text FROM usage_import ORDER BY usage_date DESC LIMIT 1'
    expect(await rows(lastDay)).toEqual([['2027-03-02']])
    const imports = await count('SELECT count(*) FROM usage_import')
    await Promise.all([1, 2].map(() => seedDatabase(database.databaseUrl, undefined, dayAfter)))
    expect(await rows(lastDay)).toEqual([['2027-03-03']])
    expect(await count('SELECT count(*) FROM usage_import')).toBe(imports + 1)
  })

  it('closes the gap that a long pause left, from the first day it had seeded itself', async () => {
    await client.query(
      `INSERT INTO usage_import (usage_date, calls_sha256, destinations_sha256, call_records, destination_records,
                                 imported_by)
       VALUES ('2026-12-01', '', '', 0, 0, 'operator:someone'), ('2026-12-30', '', '', 0, 0, 'seed')`,
    )
    await seedDatabase(database.databaseUrl, undefined, dayAfter)
    expect(
      await rows(
        `SELECT usage_date::text, imported_by FROM usage_import
         WHERE usage_date BETWEEN '2026-11-01' AND '2026-12-31' ORDER BY 1`,
      ),
    ).toEqual([
      ['2026-12-01', 'operator:someone'],
      ['2026-12-30', 'seed'],
      ['2026-12-31', 'seed'],
    ])
  })
})
