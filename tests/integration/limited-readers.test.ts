import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { japanDays } from '@/lib/time/japan-time'
import type { UsageConditions } from '@/lib/usage/conditions'
import { countUsageByKind } from '@/lib/usage/count'
import { readDailyUsage } from '@/lib/usage/daily-usage'
import { readFileFacts } from '@/lib/usage/file-offer'
import { targetScope } from '@/lib/usage/download-target'
import { keepFilter } from '@/lib/usage/filters'
import type { UsagePeriod } from '@/lib/usage/period'
import { preflight } from '@/lib/usage/preflight'
import { runSearch } from '@/lib/usage/run-search'
import { usageKinds, type UsageKind, type UsageSearch } from '@/lib/usage/search'
import { streamCsv } from '@/lib/usage/stream-file'
import type { UsageTotals } from '@/lib/usage/totals'
import { affairs, limitedReader, nameByDepartment, sales } from '@/tests/support/departments'
import { linesOf } from '@/tests/support/named-files'
import { anyPeriodOf, randomDays, useRandomUsage } from '@/tests/support/random-usage'
import { usageRows } from '@/tests/support/usage-rows'

const { firstDay, days } = randomDays
const { pool, user: wholeReader } = useRandomUsage()
const source = { address: null, userAgent: null }
const now = new Date('2026-02-10T03:00:00Z')
const wholePeriod = { startDate: firstDay, startHour: 0, endDate: '2026-02-03', endHour: 23 }

/** What each reader sees, and whose numbers those are. */
const readers: Record<string, { user: SignedInUser; numbers: string[] }> = {}
let others: string[]

beforeAll(async () => {
  const numbers = await nameByDepartment(pool(), '04')
  // A destination may have been dialled for another number than its call's.
  await pool().query(
    `UPDATE usage_destination SET caller_number = $1 WHERE contract_number = '04' AND call_id % 7 = 0 AND destination_no = 1`,
    [numbers.affairs[0]],
  )
  readers.sales = { user: await limitedReader('04', [sales]), numbers: numbers.sales }
  readers.affairs = { user: await limitedReader('04', [affairs]), numbers: numbers.affairs }
  readers.both = {
    user: await limitedReader('04', [sales, affairs]),
    numbers: [...numbers.sales, ...numbers.affairs].sort(),
  }
  readers.none = { user: await limitedReader('04', ['昔の部署']), numbers: [] }
  others = numbers.others
})

const anyReader = fc.constantFrom('sales', 'affairs', 'both', 'none')
const anyKind = fc.constantFrom<UsageKind>(...usageKinds)
const anyPeriod = anyPeriodOf(firstDay, days)
const anyConditions = fc.record<UsageConditions>(
  {
    areas: fc.constantFrom(['JAPAN'], ['KOREA', 'MAIL']),
    rateTypes: fc.constantFrom(['夜間'], ['', '深夜']),
    callerStart: fc.constantFrom('04', '041', '05'),
    chargeFrom: fc.integer({ min: 0, max: 900 }),
  },
  { requiredKeys: [] },
)

const searchOf = (period: UsagePeriod, by: UsageKind, more: Partial<UsageSearch> = {}): UsageSearch => ({
  ...period,
  by,
  output: 'csv',
  ...more,
})

/** The records of some callers, read by another way than the product's. */
function rowsOf(numbers: string[], { by, filter, ...period }: UsageSearch): Promise<string[][]> {
  const { areas, rateTypes, callerStart, chargeFrom } = filter?.conditions ?? {}
  const rate = by === 'call' ? 'discount_type' : 'call_type'
  return usageRows(
    pool(),
    by,
    `caller_number = ANY ($1) AND called_at >= $2::timestamptz AND called_at < $3::timestamptz + interval '1 hour'
     AND ($4::text[] IS NULL OR area = ANY ($4)) AND ($5::text[] IS NULL OR coalesce(${rate}, '') = ANY ($5))
     AND ($6::text IS NULL OR starts_with(caller_number, $6)) AND charge >= $7`,
    [
      numbers,
      `${period.startDate} ${period.startHour}:00+09`,
      `${period.endDate} ${period.endHour}:00+09`,
      areas ?? null,
      rateTypes ?? null,
      callerStart ?? null,
      chargeFrom ?? 0,
    ],
  )
}

async function csvRows(user: SignedInUser, search: UsageSearch): Promise<string[][]> {
  const request = { target: { search }, encoding: 'utf-8', formulas: 'asis' } as const
  const [, ...rows] = linesOf(await buffer((await streamCsv(user, request, source, now)).file), 'utf-8')
  return rows
}

const chargeOf = (rows: string[][]) => rows.reduce((sum, row) => sum + BigInt(row.at(-1)!), 0n)
const figuresOf = ({ records, charge }: UsageTotals) => ({ records, charge })

test('counts, totals, choices, rows and files have the records of those callers, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(anyReader, anyPeriod, anyKind, anyConditions),
      async ([name, period, by, conditions]) => {
        const { user, numbers } = readers[name]!
        const filter = { id: await keepFilter(user, conditions), conditions }
        const search = searchOf(period, by, { filter })
        const expected = await rowsOf(numbers, search)
        const all = await rowsOf(numbers, searchOf(period, by))
        const figures = { records: expected.length, charge: chargeOf(expected) }

        const counted = await countUsageByKind(user, search)
        expect(figuresOf(counted.totals[by])).toEqual(figures)
        const { [by]: foreseen } = await preflight(user, search, 'csv')
        expect(figuresOf(foreseen.totals)).toEqual(figures)
        const found = await runSearch(user, { ...search, output: 'screen' }, source, now)
        expect(figuresOf(found.preflight[by].totals)).toEqual(figures)
        expect(found.page!.records.map(({ cells }) => cells)).toEqual(expected.slice(0, 50))
        expect([found.span?.first, found.span?.last].every(Boolean)).toBe(expected.length > 0)
        // What is offered is of the same records, before they are narrowed.
        const offered = counted.codes.filter(({ kind }) => kind === by)
        expect(offered.reduce((sum, { records }) => sum + records, 0)).toBe(all.length)
        expect(new Set(offered.map(({ area }) => area))).toEqual(new Set(all.map((row) => row[4])))
        if (expected.length > 0) expect(await csvRows(user, search)).toEqual(expected)
        else await expect(csvRows(user, search)).rejects.toMatchObject({ refusal: { code: 'noRecords' } })
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

test('the departments and the others together are the contract, to the yen', async () => {
  await fc.assert(
    fc.asyncProperty(anyPeriod, async (period) => {
      const totalsOf = async (user: SignedInUser) =>
        (await countUsageByKind(user, searchOf(period, 'call'))).totals
      const [whole, one, other] = await Promise.all(
        [wholeReader(), readers.sales!.user, readers.affairs!.user].map(totalsOf),
      )
      for (const by of usageKinds) {
        const rest = await rowsOf(others, searchOf(period, by))
        expect(one![by].records + other![by].records + rest.length).toBe(whole![by].records)
        expect(one![by].charge + other![by].charge + chargeOf(rest)).toBe(whole![by].charge)
      }
    }),
    { numRuns: 20 },
  )
}, 60_000)

test('the other order, and the pages after the first, stay with those callers', async () => {
  const { user, numbers } = readers.sales!
  const search = searchOf(wholePeriod, 'call', { output: 'screen', sort: 'charge-desc' })
  const expected = await rowsOf(numbers, search)
  const seen: string[][] = []
  for (let cursor: UsageSearch['cursor']; ;) {
    const { page } = await runSearch(user, { ...search, cursor }, source, now)
    expect(page!.recordsBefore).toBe(seen.length)
    seen.push(...page!.records.map(({ cells }) => cells))
    cursor = page!.next
    if (!cursor) break
  }
  const charges = seen.map((row) => Number(row.at(-1)))
  expect(charges).toEqual([...charges].sort((one, another) => another - one))
  expect(seen.map(String).sort()).toEqual(expected.map(String).sort())
})

test('the picture of each day, and each of its parts, is of those callers', async () => {
  await pool().query(
    `INSERT INTO usage_import (usage_date, calls_sha256, destinations_sha256, call_records, destination_records, imported_by)
     SELECT day, '', '', 0, 0, 'test' FROM unnest($1::date[]) AS day
     WHERE NOT EXISTS (SELECT FROM usage_import WHERE usage_date = day)`,
    [japanDays(firstDay, '2026-02-02')],
  )
  for (const { user, numbers } of Object.values(readers)) {
    const { lastMonth, thisMonth } = await readDailyUsage(user, now)
    for (const { date, figures, parts } of [...lastMonth.days, ...thisMonth.days]) {
      if (!figures) continue
      const rows = await rowsOf(numbers, searchOf({ ...wholePeriod, startDate: date, endDate: date }, 'call'))
      expect([date, figures.calls, figures.charge]).toEqual([date, rows.length, chargeOf(rows)])
      const places = parts!.map(({ communicationType, rateType }) => `${communicationType} ${rateType}`)
      expect(places.sort()).toEqual([...new Set(rows.map((row) => `${row[1]} ${row[9]}`))].sort())
    }
  }
})

test('characters that a file would lose are counted in those records alone', async () => {
  const { user, numbers } = readers.sales!
  await pool().query(
    `UPDATE number_name SET name = '서울' WHERE contract_number = '04' AND department = ANY ($1)`,
    [[sales, affairs]],
  )
  await pool().query(`INSERT INTO usage_code VALUES ('area', '서울', '2026-01-30')`)
  await pool().query(
    `UPDATE usage_destination SET area = '서울' WHERE contract_number = '04' AND call_id % 3 = 0`,
  )
  const search = searchOf(wholePeriod, 'destination')
  const rows = await rowsOf(numbers, search)
  const facts = await readFileFacts(targetScope(user, { search }), rows.length, 'csv')
  expect(facts.charactersLost).toBe(2 * rows.filter((row) => row[4] === '서울').length)
  const named = new Set(readers.both!.numbers)
  const names = rows
    .flatMap(([, , caller, callee]) => [caller!, callee!])
    .filter((number) => named.has(number))
  expect(facts.nameCharactersLost).toBe(2 * names.length)
})
