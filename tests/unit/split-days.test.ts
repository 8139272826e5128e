import fc from 'fast-check'
import type { DayPart, DayUsage } from '@/lib/usage/daily-usage'
import { dailyMeasures, dailySplits } from '@/lib/usage/daily-view'
import { measureOf, splitDays } from '@/lib/usage/split-days'

const code = fc.constantFrom('', '一般', '同報', 'F網取出', 'IP網取出', '着信課金', 'IP課金', 'X', 'Y')
const anyPart: fc.Arbitrary<DayPart> = fc.record({
  communicationType: code,
  rateType: code,
  figures: fc.record({
    calls: fc.nat(1_000_000),
    sentPages: fc.oneof(fc.constant(0n), fc.bigInt(0n, 10n ** 12n)),
    charge: fc.oneof(fc.constant(0n), fc.bigInt(0n, 10n ** 15n)),
  }),
})
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n)
const dayOf = (date: string, parts: DayPart[]): DayUsage => ({
  date,
  parts,
  figures: {
    calls: parts.reduce((total, { figures }) => total + figures.calls, 0),
    sentPages: sum(parts.map(({ figures }) => figures.sentPages)),
    charge: sum(parts.map(({ figures }) => figures.charge)),
  },
})
const anyDays = fc
  .array(fc.option(fc.array(anyPart, { maxLength: 12 }), { nil: undefined }), { maxLength: 31 })
  .map((days) =>
    days.map((parts, index): DayUsage => {
      const date = `2026-10-${String(index + 1).padStart(2, '0')}`
      return parts ? dayOf(date, parts) : { date }
    }),
  )

test('whatever the days, the parts of each add up to its own figure, the largest kinds first', () => {
  fc.assert(
    fc.property(
      anyDays,
      fc.constantFrom(...dailyMeasures),
      fc.constantFrom(undefined, ...dailySplits),
      (days, measure, split) => {
        const { kinds, values } = splitDays(days, { measure, split })
        const known = days.filter(({ figures }) => figures)
        expect([...values.keys()]).toEqual(known.map(({ date }) => date))
        for (const { date, figures } of known) {
          expect(sum(values.get(date)!)).toBe(measureOf(figures!, measure))
          expect(values.get(date)).toHaveLength(kinds ? kinds.length : 1)
        }
        if (!kinds) return
        expect(kinds.length).toBeLessThanOrEqual(6)
        const named = kinds.filter((kind) => kind.code !== undefined)
        expect(new Set(named.map((kind) => kind.code)).size).toBe(named.length)
        expect(kinds.slice(0, named.length)).toEqual(named)
        const totals = named.map((_, place) => sum([...values.values()].map((ofDay) => ofDay[place]!)))
        expect(totals).toEqual([...totals].sort((one, other) => (one > other ? -1 : one < other ? 1 : 0)))
        expect(totals.every((total) => total > 0n)).toBe(true)
      },
    ),
  )
})

const days = (count: number) => [
  dayOf(
    '2026-10-01',
    Array.from({ length: count }, (_, place) => ({
      communicationType: `種別${place}`,
      rateType: '',
      figures: { calls: count - place, sentPages: 0n, charge: 0n },
    })),
  ),
]

test.each([
  [1, ['種別0'], [1n]],
  [6, ['種別0', '種別1', '種別2', '種別3', '種別4', '種別5'], [6n, 5n, 4n, 3n, 2n, 1n]],
  [8, ['種別0', '種別1', '種別2', '種別3', '種別4', undefined], [8n, 7n, 6n, 5n, 4n, 6n]],
])('of %i kinds, the smallest stand together only where they are too many', (count, codes, values) => {
  const split = splitDays(days(count), { measure: 'calls', split: 'type' })
  expect(split.kinds!.map((kind) => kind.code)).toEqual(codes)
  expect(split.values.get('2026-10-01')).toEqual(values)
})

test('kinds that came to nothing are not shown, and push none that did into the rest', () => {
  const amounts = [6n, 0n, 5n, 0n, 4n, 3n, 2n, 1n]
  const parts = amounts.map((charge, place) => ({
    communicationType: `種別${place}`,
    rateType: '',
    figures: { calls: 1, sentPages: 0n, charge },
  }))
  const split = splitDays([dayOf('2026-10-01', parts)], { measure: 'charge', split: 'type' })
  expect(split.kinds!.map((kind) => kind.code)).toEqual([
    '種別0',
    '種別2',
    '種別4',
    '種別5',
    '種別6',
    '種別7',
  ])
  expect(split.values.get('2026-10-01')).toEqual([6n, 5n, 4n, 3n, 2n, 1n])
})

test('days that came to nothing are not split', () => {
  const split = splitDays(days(8), { measure: 'charge', split: 'type' })
  expect(split).toEqual({ values: new Map([['2026-10-01', [0n]]]) })
})

test('kinds of the same size are in the order of their codes, whatever the order they came in', () => {
  const [day] = days(4)
  const kindsOf = (parts: DayPart[]) =>
    splitDays([{ ...day!, parts: parts.map((part) => ({ ...part, figures: parts[0]!.figures })) }], {
      measure: 'calls',
      split: 'type',
    }).kinds
  expect(kindsOf(day!.parts!.toReversed())).toEqual(kindsOf(day!.parts!))
})
