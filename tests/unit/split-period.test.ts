import fc from 'fast-check'
import { periodInstants, type UsagePeriod } from '@/lib/usage/period'
import { offeredPeriod, splitPeriod, type HourRecords } from '@/lib/usage/split-period'

const hourMilliseconds = 3_600_000
const hoursMax = 72
const period: UsagePeriod = { startDate: '2026-01-30', startHour: 9, endDate: '2026-02-02', endHour: 8 }
const { from } = periodInstants(period)

const hoursOf = (records: readonly number[]): HourRecords[] =>
  records
    .map((count, hour) => ({ hourAt: from.getTime() + hour * hourMilliseconds, records: count }))
    .filter((hour) => hour.records > 0)

/** The place of a part among the hours of the period. */
function rangeOf(part: UsagePeriod): [first: number, end: number] {
  const instants = periodInstants(part)
  const hour = (instant: Date) => (instant.getTime() - from.getTime()) / hourMilliseconds
  return [hour(instants.from), hour(instants.until)]
}

/** The fewest parts by trying every way, from the back. */
function fewestParts(records: readonly number[], max: number): number {
  const best = [0]
  for (let end = 1; end <= records.length; end++) {
    best[end] = Infinity
    for (let start = 0; start < end; start++) {
      const sum = records.slice(start, end).reduce((total, count) => total + count, 0)
      const parts = sum === 0 ? 0 : 1
      if (sum <= max || end - start === 1) best[end] = Math.min(best[end]!, best[start]! + parts)
    }
  }
  return best[records.length]!
}

const anyRecords = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(12), fc.integer({ min: 11, max: 30 })),
  { minLength: hoursMax, maxLength: hoursMax },
)

test('the parts hold every record once, in order, none over the limit but an hour that alone is', () => {
  fc.assert(
    fc.property(anyRecords, fc.integer({ min: 1, max: 40 }), (records, max) => {
      const parts = splitPeriod(period, hoursOf(records), max).map(offeredPeriod)
      let covered = 0
      for (const part of parts) {
        const [start, end] = rangeOf(part)
        expect(records.slice(covered, start).every((count) => count === 0)).toBe(true)
        expect(part.records).toBe(records.slice(start, end).reduce((sum, count) => sum + count, 0))
        expect(part.records).toBeGreaterThan(0)
        if (part.records > max) expect(end - start).toBe(1)
        covered = end
      }
      expect(records.slice(covered).every((count) => count === 0)).toBe(true)
    }),
  )
})

test('there is no way with fewer parts', () => {
  fc.assert(
    fc.property(anyRecords, fc.integer({ min: 1, max: 40 }), (records, max) => {
      expect(splitPeriod(period, hoursOf(records), max)).toHaveLength(fewestParts(records, max))
    }),
    { numRuns: 50 },
  )
})

test('a period that fits is one part: itself', () => {
  const records = Array.from({ length: hoursMax }, () => 1)
  expect(splitPeriod(period, hoursOf(records), hoursMax).map(offeredPeriod)).toEqual([
    { ...period, records: hoursMax },
  ])
})
