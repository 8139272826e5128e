import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import Papa from 'papaparse'
import { PortalError } from '@/lib/errors'
import { manifestText } from '@/lib/exports/manifest'
import { findReadySet } from '@/lib/exports/find-export'
import { requestExport } from '@/lib/exports/request-export'
import { formatJapanTime } from '@/lib/time/japan-time'
import { codedConditions, type CodedCondition, type UsageConditions } from '@/lib/usage/conditions'
import { countUsageByKind } from '@/lib/usage/count'
import { copyUsage, findFileEnd, type UsageFileEnd } from '@/lib/usage/copy-usage'
import { formatCursor, parseCursor, type UsageCursor } from '@/lib/usage/cursor'
import { targetScope } from '@/lib/usage/download-target'
import { keepFilter, withFilter } from '@/lib/usage/filters'
import { periodInstants } from '@/lib/usage/period'
import { preflight } from '@/lib/usage/preflight'
import type { UsagePage } from '@/lib/usage/read-page'
import { runSearch } from '@/lib/usage/run-search'
import { sortedBy, usageSorts, type UsageSort } from '@/lib/usage/sort'
import { streamCsv } from '@/lib/usage/stream-file'
import type { UsageKind, UsageSearch } from '@/lib/usage/search'
import { createTestUser } from '@/tests/support/account'
import { checkedRows, makeSet } from '@/tests/support/exports'
import { anyPeriodOf, randomDays, useRandomUsage } from '@/tests/support/random-usage'
import { usageRows } from '@/tests/support/usage-rows'

const { firstDay, days } = randomDays
const now = new Date('2026-02-10T03:00:00Z')
const source = { address: null, userAgent: null }
const { pool, user } = useRandomUsage()

const anyPeriod = anyPeriodOf(firstDay, days)
const anyKind = fc.constantFrom<UsageKind>('call', 'destination')
const some = (...codes: string[]) => fc.subarray(codes, { minLength: 1 })
const anyConditions: fc.Arbitrary<UsageConditions> = fc.record(
  {
    communicationTypes: some('同報', '一般', 'F網取出', '着信課金', 'never seen'),
    areas: some('JAPAN', 'KOREA', 'MAIL'),
    rateTypes: some('', '夜間', '深夜'),
    callerStart: fc.constantFrom('0', '04', '041', '0499', '05'),
    calleeStart: fc.constantFrom('0', '01', '09', '012', '_'),
    chargeFrom: fc.nat(500),
    chargeTo: fc.integer({ min: 500, max: 3_000 }),
  },
  { requiredKeys: [] },
)

const anySort = fc.constantFrom<UsageSort | undefined>(undefined, ...usageSorts.slice(1))

const rateColumn = { call: 'discount_type', destination: 'call_type' } as const

/** The same conditions in plain SQL, written apart from the product. */
function plainCondition(search: UsageSearch): [sql: string, values: unknown[]] {
  const { from, until } = periodInstants(search)
  const conditions = search.filter?.conditions ?? {}
  const tests: [unknown, (value: string) => string][] = [
    [from, (value) => `called_at >= ${value}`],
    [until, (value) => `called_at < ${value}`],
    [conditions.communicationTypes, (value) => `communication_type = ANY (${value}::text[])`],
    [conditions.areas, (value) => `area = ANY (${value}::text[])`],
    [conditions.rateTypes, (value) => `coalesce(${rateColumn[search.by]}, '') = ANY (${value}::text[])`],
    [conditions.callerStart, (value) => `starts_with(caller_number, ${value})`],
    [conditions.calleeStart, (value) => `starts_with(callee_number, ${value})`],
    [conditions.chargeFrom, (value) => `charge >= ${value}`],
    [conditions.chargeTo, (value) => `charge <= ${value}`],
  ]
  const asked = tests.filter(([value]) => value !== undefined)
  return [asked.map(([, sql], index) => sql(`$${index + 1}`)).join(' AND '), asked.map(([value]) => value)]
}

/** Sorted apart from the database: rows that are equal keep the order of their time and number. */
async function plainRows(search: UsageSearch): Promise<string[][]> {
  const rows = await usageRows(pool(), search.by, ...plainCondition(search))
  const { by, order } = sortedBy(search.sort)
  if (by === 'calledAt') return order === 'asc' ? rows : rows.reverse()
  const value = (row: string[]) => Number(by === 'charge' ? row.at(-1) : row[search.by === 'call' ? 7 : 6])
  return rows.sort((one, other) => (order === 'asc' ? 1 : -1) * (value(one) - value(other)))
}

const sumOf = (rows: string[][], column: number) =>
  rows.reduce((sum, row) => sum + BigInt(row[column] || '0'), 0n)

const hourOf = (time: Date) => formatJapanTime(time, 'yyyy/MM/dd HH')

function countByHour(rows: string[][]): [hour: string, records: number][] {
  const counts = new Map<string, number>()
  for (const [calledAt] of rows) {
    const hour = calledAt!.slice(0, 13)
    counts.set(hour, (counts.get(hour) ?? 0) + 1)
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1))
}

const narrowed = async (
  search: Omit<UsageSearch, 'filter'>,
  conditions: UsageConditions,
): Promise<UsageSearch> =>
  withFilter(user(), { ...search, filter: { id: await keepFilter(user(), conditions) } })

const readLines = (lines: Buffer) => Papa.parse<string[]>(lines.toString(), { skipEmptyLines: true }).data
const readCsv = (file: Buffer) => readLines(file.subarray(3)).slice(1)

test('count, totals, offers, screen and CSV of any conditions are those of a plain query, in order and to the yen', async () => {
  await fc.assert(
    fc.asyncProperty(anyPeriod, anyKind, anyConditions, anySort, async (period, by, conditions, sort) => {
      const search = await narrowed({ ...period, by, sort, output: 'screen' }, conditions)
      const expected = await plainRows(search)
      const { preflight: counted, page, span } = await runSearch(user(), search, source, now)
      const { totals } = counted[by]
      expect(totals.records).toBe(expected.length)
      expect(totals.charge).toBe(sumOf(expected, expected[0] ? expected[0].length - 1 : 0))
      expect(totals.sentPages).toBe(sumOf(expected, by === 'call' ? 7 : 6))
      expect(page!.records.map(({ cells }) => cells)).toEqual(expected.slice(0, 50))
      expect(span !== undefined).toBe(expected.length > 0)

      expect((await preflight(user(), search, 'csv'))[by].totals).toEqual(totals)
      const { hours } = await countUsageByKind(user(), search, { hoursOf: { kinds: [by], recordsMax: 0 } })
      expect(hours[by]?.map(({ hourAt, records }) => [hourOf(new Date(hourAt)), records])).toEqual(
        expected.length > 0 ? countByHour(expected) : undefined,
      )

      const csv = await streamCsv(
        user(),
        { target: { search }, encoding: 'utf-8', formulas: 'asis' },
        source,
        now,
      ).catch((error: unknown) => {
        if (error instanceof PortalError) return undefined
        throw error
      })
      expect(csv ? readCsv(await buffer(csv.file)) : []).toEqual(expected)
      if (csv) expect(csv.name).toMatch(/_narrowed\.csv$/)
    }),
    { numRuns: 60 },
  )
})

test('in any order NEXT and BACK show each record once, and files that follow each other have each once', async () => {
  const whole = { startDate: firstDay, startHour: 0, endDate: '2026-02-02', endHour: 23 } as const
  for (const sort of usageSorts.slice(1))
    for (const by of ['call', 'destination'] as const) {
      const search = await narrowed({ ...whole, by, sort, output: 'screen' }, { rateTypes: ['夜間'] })
      const expected = await plainRows(search)
      const shown: string[][][] = []
      let cursor: UsageCursor | undefined
      let page: UsagePage
      const open = async (text: string) => {
        const at = text === '' ? undefined : parseCursor(text, by, sort)
        page = (await runSearch(user(), { ...search, cursor: at }, source, now)).page!
        cursor = page.next
        return page.records.map(({ cells }) => cells)
      }
      shown.push(await open(''))
      while (cursor) shown.push(await open(formatCursor(cursor)))
      expect(shown.flat()).toEqual(expected.slice(0, 1_000))
      for (let at = shown.length - 2; at >= 0; at--)
        expect(await open(formatCursor(page!.back!))).toEqual(shown[at])

      const scope = { ...targetScope(user(), { search }), formulas: 'asis', recordsMax: 300 } as const
      const copied: string[][] = []
      let end: UsageFileEnd | undefined
      do {
        const client = await pool().connect()
        const part = { ...scope, after: end?.key }
        copied.push(...readLines(await buffer(copyUsage(client, part))))
        end = await findFileEnd(client, part)
        client.release()
      } while (end)
      expect([sort, by, copied]).toEqual([sort, by, expected])
    }
}, 120_000)

test('a set of any conditions has their records, and its manifest says them', async () => {
  const whole = {
    startDate: firstDay,
    startHour: 0,
    endDate: '2026-02-02',
    endHour: 23,
    output: 'bulk',
  } as const
  const conditions: UsageConditions = { areas: ['KOREA'], calleeStart: '01', chargeFrom: 10 }
  const search = await narrowed({ ...whole, by: 'destination' }, conditions)
  const taken = await requestExport(
    user(),
    { search, encoding: 'utf-8', formulas: 'asis', locale: 'ja' },
    source,
    new Date(),
  )
  if (taken.outcome !== 'taken') throw new Error(taken.outcome)
  await makeSet(taken.exportId)
  expect((await checkedRows(taken.exportId)).flat()).toEqual(await plainRows(search))
  const set = (await findReadySet(user(), taken.exportId, new Date()))!
  expect(JSON.parse(manifestText(set, '04'))).toMatchObject({ narrowedTo: conditions })
  expect(set.files[0]!.name).toMatch(/_narrowed_01\.csv$/)
})

test('the choices of a column say exactly how many records each would leave', async () => {
  await fc.assert(
    fc.asyncProperty(anyPeriod, anyKind, anyConditions, async (period, by, conditions) => {
      const coded = Object.fromEntries(
        codedConditions.flatMap((field) => (conditions[field] ? [[field, conditions[field]]] : [])),
      ) as Pick<UsageConditions, CodedCondition>
      const search = await narrowed({ ...period, by, output: 'screen' }, conditions)
      const { choices } = await runSearch(user(), search, source, now)
      for (const field of codedConditions)
        for (const { code, records } of choices[field]) {
          const alone = { ...search, filter: { id: '', conditions: { ...coded, [field]: [code] } } }
          expect([field, code, records]).toEqual([field, code, (await plainRows(alone)).length])
        }
    }),
    { numRuns: 15 },
  )
})

test('the same conditions are one row; an id of another account, of the same contract too, and no id are not found', async () => {
  const id = await keepFilter(user(), { areas: ['KOREA'] })
  expect(await keepFilter(user(), { areas: ['KOREA'] })).toBe(id)
  for (const chargeFrom of [1, 2, 3, 4, 5]) {
    const atOnce = await Promise.all(Array.from({ length: 10 }, () => keepFilter(user(), { chargeFrom })))
    expect(new Set(atOnce).size).toBe(1)
  }
  const asked = { ...randomSearch, filter: { id } }
  expect((await withFilter(user(), asked)).filter).toEqual({ id, conditions: { areas: ['KOREA'] } })
  for (const owner of [await createTestUser(), await createTestUser({ contractNumber: '05' })])
    await expect(withFilter(owner, asked)).rejects.toMatchObject({ refusal: { code: 'notFound' } })
  for (const wrong of ['x', '00000000-0000-4000-8000-000000000000'])
    await expect(withFilter(user(), { ...asked, filter: { id: wrong } })).rejects.toMatchObject({
      refusal: { code: 'notFound' },
    })
})

const randomSearch = {
  startDate: firstDay,
  startHour: 0,
  endDate: firstDay,
  endHour: 23,
  by: 'call',
  output: 'screen',
} as const

test('the trail has the id of the conditions, and no number', async () => {
  const search = await narrowed(randomSearch, { calleeStart: '0123' })
  await runSearch(user(), search, source, now)
  const { rows } = await pool().query<{ detail: object }>(
    `SELECT detail FROM security_event WHERE kind = 'search' ORDER BY event_id DESC LIMIT 1`,
  )
  expect(rows[0]!.detail).toMatchObject({ filter: search.filter!.id })
  expect(JSON.stringify(rows[0]!.detail)).not.toContain('0123')
})

test('a search by numbers or charge is planned for its values each time, any other once', async () => {
  const searches = [
    await narrowed(randomSearch, { areas: ['KOREA'] }),
    await narrowed(randomSearch, { callerStart: '04', calleeStart: '01', chargeFrom: 1 }),
  ]
  for (const search of searches) await runSearch(user(), search, source, now)
  const kept = await pool().query<{ statement: string }>('SELECT statement FROM pg_prepared_statements')
  const keptOf = (condition: RegExp) => kept.rows.filter(({ statement }) => condition.test(statement))
  expect(keptOf(/area"? IN/)).not.toEqual([])
  expect(keptOf(/(caller_number|callee_number|charge)"? [<>]/)).toEqual([])
})
