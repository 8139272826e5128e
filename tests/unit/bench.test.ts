import fc from 'fast-check'
import { csvAddress, pageAddresses } from '@/tests/bench/directus/directus-requests'
import { chargesOf } from '@/tests/bench/directus/same-answers'
import { chooseMeasures, chooseSizes, nameMeasures } from '@/tests/bench/support/choose-measures'
import { holds, type Figure, type Measure } from '@/tests/bench/support/measure'
import { formatReport } from '@/tests/bench/support/report'
import { parseSizes } from '@/tests/bench/support/size'
import { measureInTurn, median, ratioOf } from '@/tests/bench/support/statistics'

const figure = (changes: Partial<Figure>): Figure => ({
  what: 'a page',
  a: { label: 'large', value: 24 },
  b: { label: 'small', value: 20 },
  unit: 'ms',
  value: 1.2,
  allowed: { atMost: 1.2 },
  ...changes,
})

test('half of the figures lie on each side of the median, whatever their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (figures) => {
      const middle = median(figures)
      expect(figures.filter((one) => one < middle).length).toBeLessThanOrEqual(figures.length / 2)
      expect(figures.filter((one) => one > middle).length).toBeLessThanOrEqual(figures.length / 2)
    }),
  )
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([])).toBeNaN()
})

test('the ratio is that of each pair: a machine that slows down half-way does not change it', async () => {
  const a = [12, 12, 120, 120]
  const b = [10, 10, 100, 100]
  expect(ratioOf(a, b)).toBeCloseTo(1.2)

  const order: string[] = []
  const measured = await measureInTurn(
    4,
    async () => (order.push('a'), a[order.length >> 1]!),
    async () => (order.push('b'), b[(order.length - 1) >> 1]!),
  )
  expect(order.join('')).toBe('abababab')
  expect(measured.ratio).toBeCloseTo(1.2)
})

test('a figure keeps to its limit or not, and one that could not be measured does not', () => {
  expect(holds(figure({}))).toBe(true)
  expect(holds(figure({ value: 1.21 }))).toBe(false)
  expect(holds(figure({ value: 0.6, allowed: { atLeast: 0.6 } }))).toBe(true)
  expect(holds(figure({ value: 0.59, allowed: { atLeast: 0.6 } }))).toBe(false)
  expect(holds(figure({ value: NaN }))).toBe(false)
  expect(holds(figure({ value: 9, allowed: undefined }))).toBe(true)
})

test('the report says where and how the figures were taken, and of each what it is made of and whether it keeps to its limit', () => {
  const machine = {
    date: '2026-11-27T08:09:10.000Z',
    commit: 'abc1234',
    cpu: 'CPU',
    cores: 2,
    memoryGiB: 24,
    node: '20.19.0',
    next: '16.4.6',
    postgres: '18.4',
  }
  const figures = [
    figure({}),
    figure({ what: 'memory', unit: 'MiB', value: 40, valueUnit: 'MiB', allowed: { atMost: 32 } }),
    figure({ what: 'rows', unit: 'rows/s', value: 0.5, allowed: { atLeast: 0.33 } }),
    figure({ what: 'wait', value: 390.6, valueUnit: 'ms', allowed: { atMost: 1_000 } }),
    figure({ what: 'for comparison', value: 2, a: { label: 'large', value: 1234.5 }, allowed: undefined }),
  ]
  expect(formatReport(machine, ['--sizes', '1m,10m'], figures)).toBe(
    `\`npm run bench -- --sizes 1m,10m\` on 2026-11-27, commit abc1234:
2 cores (CPU), 24 GiB, Node.js 20.19.0, Next.js 16.4.6, PostgreSQL 18.4. Each ratio is the
median of pairs taken in turn.

| what           | A                  | B                  | figure   | allowed    | kept |
| -------------- | ------------------ | ------------------ | -------- | ---------- | ---- |
| a page         | 24.0 ms, large     | 20.0 ms, small     | 1.20     | ≤ 1.2      | yes  |
| memory         | 24.0 MiB, large    | 20.0 MiB, small    | 40.0 MiB | ≤ 32 MiB   | no   |
| rows           | 24.0 rows/s, large | 20.0 rows/s, small | 0.50     | ≥ 0.33     | yes  |
| wait           | 24.0 ms, large     | 20.0 ms, small     | 391 ms   | ≤ 1,000 ms | yes  |
| for comparison | 1,235 ms, large    | 20.0 ms, small     | 2.00     | told       |      |
`,
  )
  expect(formatReport(machine, [], [])).toMatch(/^`npm run bench` on /)
})

const measure = (name: string, changes: Partial<Measure> = {}): Measure => ({
  name,
  run: async () => [],
  ...changes,
})

test('a measure on demand is taken only where it is named, and an unknown name is refused', () => {
  const [csv, growth, other] = [measure('csv'), measure('growth'), measure('other', { isOnDemand: true })]
  const all = [csv, growth, other]
  expect(chooseMeasures(all, undefined)).toEqual([csv, growth])
  expect(chooseMeasures(all, 'other,csv')).toEqual([csv, other])
  expect(() => chooseMeasures(all, 'csv,none')).toThrow('There is no measure none, but: csv, growth, other.')
  expect(nameMeasures(all)).toEqual({ usual: 'csv, growth', onDemand: 'other' })
})

test('every size but the smallest is measured; that of --scale only by what asks for growth, and once', () => {
  const sizes = parseSizes('1m,10m,100m')
  const [small, middle, large] = sizes
  const [csv, growth] = [measure('csv'), measure('growth', { isOfGrowth: true })]
  expect(chooseSizes(csv, sizes, undefined)).toEqual([middle, large])
  expect(chooseSizes(growth, sizes, undefined)).toEqual([middle, large])
  expect(chooseSizes(csv, [small!], undefined)).toEqual([small])
  expect(chooseSizes(csv, [small!, middle!], large)).toEqual([middle])
  expect(chooseSizes(growth, [small!, middle!], large)).toEqual([middle, large])
  expect(chooseSizes(growth, [small!, large!], large)).toEqual([large])
})

test('Directus is asked for the same hours, columns and order, and for as many rows as our page shows', () => {
  const period = { startDate: '2025-10-15', startHour: 2, endDate: '2025-10-15', endHour: 4 } as const
  const parametersOf = (address: string) =>
    Object.fromEntries(new URL(address, 'http://directus').searchParams)
  const filter = JSON.stringify({
    _and: [
      { called_at: { _gte: '2025-10-14T17:00:00.000Z' } },
      { called_at: { _lt: '2025-10-14T20:00:00.000Z' } },
    ],
  })
  const rows = {
    fields:
      'called_at,communication_type,caller_number,callee_number,area,paper_mode,sent_pages,billed_pages,call_type,charge',
    sort: 'called_at,call_id,destination_no',
    filter,
  }
  expect(parametersOf(csvAddress(period, 10_000))).toEqual({ ...rows, export: 'csv', limit: '10000' })
  const page = pageAddresses(period)
  expect(parametersOf(page.rows)).toEqual({ ...rows, limit: '50', meta: 'filter_count' })
  expect(parametersOf(page.totals)).toEqual({ 'aggregate[sum]': 'sent_pages,billed_pages,charge', filter })
})

test('the charges of a file are its last column, whichever side it comes from', () => {
  expect(chargesOf('\ufeff日時,料金\r\n2025/10/15 02:00:00,19\r\n"a,b",1200\r\n')).toEqual(['19', '1200'])
  expect(chargesOf('"called_at","charge"\n"2025-10-14T17:00:00.000Z","19"\n"x","1200"')).toEqual([
    '19',
    '1200',
  ])
})

test('sizes are read with their units, in order and each once; anything else is named', () => {
  expect(parseSizes('10M, 20k,1m,1000k')).toEqual([
    { label: '20k', records: 20_000 },
    { label: '1m', records: 1_000_000 },
    { label: '10M', records: 10_000_000 },
  ])
  for (const wrong of ['', '10', 'M', '1.5M', '-1M', '0M', '5000M', '1M,x'])
    expect(() => parseSizes(wrong)).toThrow(/is no size/)
})
