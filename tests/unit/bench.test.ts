import fc from 'fast-check'
import { holds, type Figure } from '@/tests/bench/support/measure'
import { formatTable } from '@/tests/bench/support/report'
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

test('the table says of each figure what it was made of, its limit and whether it keeps to it', () => {
  const lines = formatTable([
    figure({}),
    figure({ what: 'memory', unit: 'MiB', value: 40, allowed: { atMost: 32 } }),
    figure({ what: 'for comparison', value: 2, allowed: undefined }),
  ]).split('\n')
  expect(lines.slice(1).map((line) => line.split(/ {2,}/))).toEqual([
    ['a page', 'large 24.0 ms', 'small 20.0 ms', '1.20', '≤ 1.2', 'yes'],
    ['memory', 'large 24.0 MiB', 'small 20.0 MiB', '40.0 MiB', '≤ 32', 'NO'],
    ['for comparison', 'large 24.0 ms', 'small 20.0 ms', '2.00'],
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
