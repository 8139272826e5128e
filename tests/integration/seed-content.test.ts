import { createHash } from 'node:crypto'
import { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { seedDatabase } from '@/prisma/seed-database'
import { createTestDatabase } from '@/tests/support/database'
import { textRows } from '@/tests/support/text-rows'

/** Just after midnight in Japan, where other zones still have the day before; February lies in the window. */
const now = new Date('2027-03-03T00:30:00+09:00')

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

describe('recent usage', () => {
  const perMonth = (table: string) =>
    rows(
      `SELECT to_char(called_at, 'YYYY-MM'), count(*) FROM ${table}
       WHERE contract_number = '04' AND called_at >= '2027-01-01' AND called_at < '2027-03-01' GROUP BY 1 ORDER BY 1`,
    )

  it('reaches from the month before last up to yesterday in Japan, every day, for both contracts', async () => {
    const days = await rows(
      `SELECT contract_number, min(called_at::date)::text, max(called_at::date)::text, count(DISTINCT called_at::date)
       FROM usage_call WHERE called_at >= '2014-07-07' GROUP BY 1 ORDER BY 1`,
    )
    expect(days).toEqual(['04', '05'].map((contract) => [contract, '2027-01-01', '2027-03-02', '61']))
    // Each day once, the corrected one twice.
    expect(await count('SELECT count(DISTINCT usage_date) FROM usage_import')).toBe(62)
    expect(await count('SELECT count(*) FROM usage_import')).toBe(63)
  })

  it('passes the limit of the bulk export in a month by destination, and that of a CSV in a month by call', async () => {
    for (const [, records] of await perMonth('usage_destination'))
      expect(Number(records)).toBeGreaterThan(110_000)
    const byCall = await perMonth('usage_call')
    expect(byCall.map(([month]) => month)).toEqual(['2027-01', '2027-02'])
    for (const [, records] of byCall) expect(Number(records)).toBeGreaterThan(10_000)
  })

  it('keeps each weekday between the limits of screen and CSV, but for the day of the mailing', async () => {
    const days = await rows(
      `SELECT called_at::date::text, count(*), count(DISTINCT call_id) FROM usage_destination
       WHERE contract_number = '04' AND called_at >= '2027-01-02' AND called_at < '2027-03-03'
         AND extract(isodow FROM called_at) < 6 AND extract(day FROM called_at) <> 10 GROUP BY 1`,
    )
    expect(days.length).toBeGreaterThan(35)
    for (const [day, records, calls] of days) {
      expect([day, Number(records) > 1_000 && Number(records) < 10_000]).toEqual([day, true])
      expect([day, Number(calls) >= 400 && Number(calls) <= 700]).toEqual([day, true])
    }
  })

  it('has an hour beyond the limit of a CSV, hours beyond that of the screen, and hours without usage', async () => {
    const hours = await rows(
      `SELECT to_char(hour, 'YYYY-MM-DD HH24'), coalesce(sum(records), 0)
       FROM generate_series('2027-02-01'::timestamptz, '2027-02-28 23:00', '1 hour') AS hour
       LEFT JOIN usage_hour ON hour_at = hour AND contract_number = '04' AND kind = 'destination' GROUP BY 1`,
    )
    const beyond = (limit: number) =>
      hours.filter(([, records]) => Number(records) > limit).map(([hour]) => hour)
    expect(beyond(10_000)).toEqual(['2027-02-10 14'])
    expect(beyond(1_000).length).toBeGreaterThan(20)
    expect(hours.length - beyond(0).length).toBeGreaterThan(28)
  })

  it('dials some destinations past midnight, over the end of a month too', async () => {
    const late = await rows(
      `SELECT usage_date::text, count(*) FROM usage_destination
       WHERE contract_number = '04' AND called_at::date = usage_date + 1 GROUP BY 1`,
    )
    expect(late.length).toBe(61)
    expect(late.map(([date]) => date)).toContain('2027-01-31')
  })

  it('has calls of one number in both contracts, with different content', async () => {
    const shared = await count(
      `SELECT count(*) FROM usage_call a JOIN usage_call b USING (call_id)
       WHERE a.contract_number = '04' AND b.contract_number = '05' AND a.called_at <> b.called_at`,
    )
    expect(shared).toBeGreaterThan(1_000)
  })

  it('brings every kind of value that a screen or a file must bear', async () => {
    const types = ['一般', '同報', 'F網取出', 'IP網取出', '着信課金', 'IP課金']
    const found = (column: string, table: string) =>
      rows(
        `SELECT DISTINCT ${column} FROM ${table} WHERE contract_number = '04' AND called_at >= '2027-01-01'`,
      )
    expect((await found('communication_type', 'usage_call')).flat().sort()).toEqual(types.sort())
    expect((await found('discount_type', 'usage_call')).flat().sort()).toEqual(['', '土日祝', '夜間', '深夜'])
    expect((await found('area', 'usage_destination')).flat()).toEqual(
      expect.arrayContaining(['JAPAN', 'KOREA', 'MAIL', 'CHINA', 'U.S.A.']),
    )
    expect((await found('paper_mode', 'usage_destination')).length).toBeGreaterThan(3)
    expect(
      await rows(
        `SELECT bool_or(caller_number LIKE '0%'), bool_or(caller_number LIKE '@%'), bool_or(callee_number IS NULL),
                bool_or(billed_pages IS NULL), bool_or(destination_count > 1000) FROM usage_call
         WHERE contract_number = '04' AND called_at >= '2027-01-01'`,
      ),
    ).toEqual([['true', 'true', 'true', 'true', 'true']])
  })
})

describe('what is stored agrees with itself', () => {
  it('gives each call the number and the sums of its destinations', async () => {
    const sums = `SELECT contract_number, call_id, count(*) AS destinations, sum(sent_pages) AS sent,
      sum(billed_pages) AS billed, sum(charge) AS charged FROM usage_destination GROUP BY 1, 2`
    expect(
      await rows(
        `SELECT contract_number, call_id FROM usage_call FULL JOIN (${sums}) AS of_destinations
           USING (contract_number, call_id)
         WHERE (destination_count, sent_pages, billed_pages, charge)
           IS DISTINCT FROM (destinations::int, sent::int, billed::int, charged::bigint)`,
      ),
    ).toEqual([])
    expect(await count('SELECT count(*) FROM usage_call')).toBeGreaterThan(25_000)
  })

  const sums = `sum(accepted_pages), sum(sent_pages), coalesce(sum(billed_pages), 0), sum(charge)`
  const sumsOfDestinations = sums.replace('sum(accepted_pages)', '0')

  it('has the hourly totals of exactly the stored rows, by their codes', async () => {
    const kept = `SELECT contract_number, kind, hour_at, usage_date, communication_type, area, rate_type, records,
                         destinations, accepted_pages, sent_pages, billed_pages, charge FROM usage_hour`
    const totals = `
      SELECT contract_number, 'call', date_trunc('hour', called_at), called_at::date, communication_type, area,
             coalesce(discount_type, ''), count(*), sum(destination_count), ${sums}
      FROM usage_call GROUP BY 1, 2, 3, 4, 5, 6, 7
      UNION ALL
      SELECT contract_number, 'destination', date_trunc('hour', called_at), usage_date, communication_type, area,
             coalesce(call_type, ''), count(*), count(*), ${sumsOfDestinations}
      FROM usage_destination GROUP BY 1, 2, 3, 4, 5, 6, 7`
    expect(await rows(`(${totals}) EXCEPT ALL ${kept}`)).toEqual([])
    expect(await rows(`${kept} EXCEPT ALL (${totals})`)).toEqual([])
  })

  it('has the totals of each 発信番号 and day of exactly the stored rows', async () => {
    const kept = `SELECT contract_number, kind, day_at, usage_date, caller_number, records,
                         destinations, accepted_pages, sent_pages, billed_pages, charge FROM usage_caller_day`
    const totals = `
      SELECT contract_number, 'call', called_at::date::timestamptz, called_at::date, caller_number, count(*),
             sum(destination_count), ${sums}
      FROM usage_call GROUP BY 1, 2, 3, 4, 5
      UNION ALL
      SELECT contract_number, 'destination', called_at::date::timestamptz, usage_date, caller_number, count(*),
             count(*), ${sumsOfDestinations}
      FROM usage_destination GROUP BY 1, 2, 3, 4, 5`
    expect(await rows(`(${totals}) EXCEPT ALL ${kept}`)).toEqual([])
    expect(await rows(`${kept} EXCEPT ALL (${totals})`)).toEqual([])
  })

  it('names lines that the first customer sends from, and leaves others without a name', async () => {
    const sendsFrom = `SELECT DISTINCT caller_number FROM usage_call WHERE contract_number = '04'`
    const named = `SELECT number FROM number_name WHERE contract_number = '04'`
    expect(await rows(`${named} EXCEPT ${sendsFrom}`)).toEqual([])
    expect((await rows(named)).length).toBeGreaterThan(2)
    expect((await rows(`${sendsFrom} EXCEPT ${named}`)).length).toBeGreaterThan(0)
  })

  it('has closed the first month, and corrected a day of it since; the next one is whole and open', async () => {
    const closed = `SELECT month::text, to_char(closed_at, 'YYYY-MM-DD HH24:MI'), closed_by FROM closed_month`
    expect(await rows(closed)).toEqual([['2027-01-01', '2027-02-03 10:00', 'operator:seed']])
    const loads = await rows(
      `SELECT contract_number, load.import_id > closed.import_id, part.call_records, part.call_charge
       FROM usage_import AS load JOIN usage_import_contract AS part USING (import_id), closed_month AS closed
       WHERE usage_date = '2027-01-15' ORDER BY contract_number, load.import_id`,
    )
    const [first, later, ofOther, ...others] = loads as [string[], string[], string[], string[]]
    expect([first.slice(0, 2), later.slice(0, 2)]).toEqual([
      ['04', 'false'],
      ['04', 'true'],
    ])
    expect(Number(later[2])).toBe(Number(first[2]) - 1)
    expect(Number(later[3])).toBeLessThan(Number(first[3]))
    // The other customer's day is as it was.
    expect(others.map((load) => load.slice(2))).toEqual([ofOther.slice(2)])
  })

  it('has several types, areas and discounts in each month', async () => {
    const codes = await rows(
      `SELECT contract_number, to_char(hour_at, 'YYYY-MM'), count(DISTINCT communication_type),
              count(DISTINCT area), count(DISTINCT rate_type)
       FROM usage_hour WHERE hour_at BETWEEN '2027-01-01' AND '2027-02-28 23:00' AND kind = 'call' GROUP BY 1, 2`,
    )
    expect(codes).toHaveLength(4)
    for (const [, , types, areas, rates] of codes)
      expect([Number(types) > 4, Number(areas) > 3, Number(rates)]).toEqual([true, true, 4])
  })

  it('has a line of the import log for each day and contract, with what is stored', async () => {
    const stored = `
      SELECT usage_date, contract_number, sum(calls), sum(destinations), sum(call_charge), sum(destination_charge)
      FROM (SELECT called_at::date AS usage_date, contract_number, 1 AS calls, 0 AS destinations,
                   charge AS call_charge, 0 AS destination_charge FROM usage_call
            UNION ALL SELECT usage_date, contract_number, 0, 1, 0, charge FROM usage_destination) AS records
      GROUP BY 1, 2`
    const logged = `
      SELECT usage_date, contract_number, contracts.call_records, contracts.destination_records, call_charge,
             destination_charge
      FROM usage_import JOIN usage_import_contract AS contracts USING (import_id)
      WHERE imported_by = 'seed' AND import_id IN (SELECT max(import_id) FROM usage_import GROUP BY usage_date)`
    expect(await rows(`(${stored}) EXCEPT ALL (${logged})`)).toEqual([])
    expect(await rows(`(${logged}) EXCEPT ALL (${stored})`)).toEqual([])
  })

  it.each(['2014-07-06', '2027-01-31'])(
    'has in the import log the SHA-256 of the files of %s',
    async (date) => {
      const shared = `communication_type, caller_number, callee_number, area`
      const callFile = `SELECT contract_number, call_id, to_char(called_at, 'YYYY-MM-DD HH24:MI:SS') AS called_at, ${shared},
      destination_count, accepted_pages, sent_pages, billed_pages, discount_type, charge
      FROM usage_call WHERE called_at::date = '${date}' ORDER BY contract_number, usage_call.called_at, call_id`
      const destinationFile = `SELECT contract_number, call_id, destination_no,
      to_char(called_at, 'YYYY-MM-DD HH24:MI:SS') AS called_at, ${shared}, paper_mode, sent_pages, billed_pages,
      call_type, charge FROM usage_destination WHERE usage_date = '${date}'
      ORDER BY contract_number, usage_destination.called_at, call_id, destination_no`
      expect(
        await rows('SELECT calls_sha256, destinations_sha256 FROM usage_import WHERE usage_date = $1', [
          date,
        ]),
      ).toEqual([[await sha256Of(callFile), await sha256Of(destinationFile)]])
    },
  )

  it('has in the code tables exactly the codes of the stored rows', async () => {
    const codes = `
      SELECT 'communication_type', communication_type FROM usage_call
      UNION SELECT 'communication_type', communication_type FROM usage_destination
      UNION SELECT 'discount_type', discount_type FROM usage_call WHERE discount_type IS NOT NULL
      UNION SELECT 'call_type', call_type FROM usage_destination WHERE call_type IS NOT NULL
      UNION SELECT 'area', area FROM usage_call UNION SELECT 'area', area FROM usage_destination
      UNION SELECT 'paper_mode', paper_mode FROM usage_destination`
    expect(await rows(`(${codes}) EXCEPT SELECT kind, code FROM usage_code`)).toEqual([])
    expect(await rows(`SELECT kind, code FROM usage_code EXCEPT (${codes})`)).toEqual([])
    expect(await rows("SELECT DISTINCT first_seen_on::text FROM usage_code WHERE code = '同報'")).toEqual([
      ['2014-07-06'],
    ])
  })
})

async function sha256Of(query: string): Promise<string> {
  const hash = createHash('sha256')
  const stream = client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT csv, HEADER)`))
  for await (const chunk of stream) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
