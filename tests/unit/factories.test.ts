import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { childEnvironment } from '@/lib/env'
import { callFileLine, destinationFileLine, type UsageDay } from '@/lib/ingest/usage-rows'
import { addJapanDays } from '@/lib/time/japan-time'
import { makeDemoDay } from '@/prisma/factories/demo-day'
import { createRandom } from '@/prisma/factories/random'
import { makeRecentDay } from '@/prisma/factories/recent-day'
import { discountAt, isWeekend } from '@/prisma/factories/tariff'

const dates = ['2014-07-06', '2026-10-31', '2026-11-10']

const digest = (days: UsageDay[]) =>
  createHash('sha256')
    .update(
      days
        .flatMap((day) => [...day.calls.map(callFileLine), ...day.destinations.map(destinationFileLine)])
        .join(),
    )
    .digest('hex')

describe('a day of the demo', () => {
  it('is the same whenever and in whatever order it is asked for', () => {
    const forwards = dates.map(makeDemoDay)
    const backwards = dates.toReversed().map(makeDemoDay).toReversed()
    expect(digest(backwards)).toBe(digest(forwards))
  })

  it('differs from day to day and from contract to contract', () => {
    const days = [
      makeRecentDay('04', dates[1]!),
      makeRecentDay('04', dates[2]!),
      makeRecentDay('05', dates[1]!),
    ]
    expect(new Set(days.map((day) => digest([day]))).size).toBe(3)
  })

  it.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Tokyo'])(
    'is the same on a machine in the zone %s',
    (zone) => {
      const script = `
        const { createHash } = require('node:crypto')
        const { makeDemoDay } = require('./prisma/factories/demo-day')
        const { callFileLine, destinationFileLine } = require('./lib/ingest/usage-rows')
        const lines = ${JSON.stringify(dates)}.map(makeDemoDay).flatMap((day) =>
          [...day.calls.map(callFileLine), ...day.destinations.map(destinationFileLine)])
        console.log(createHash('sha256').update(lines.join()).digest('hex'), new Date(0).getTimezoneOffset() !== 0)`
      const printed = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
        env: childEnvironment({ TZ: zone }),
        encoding: 'utf8',
      })
      expect(printed.trim()).toBe(`${digest(dates.map(makeDemoDay))} true`)
    },
    30_000,
  )

  it('numbers calls by their time, and the destinations of each from 1', () => {
    for (const date of dates) {
      const { calls, destinations } = makeRecentDay('04', date)
      const numbers = new Map<bigint, number[]>()
      for (const { callId, destinationNo } of destinations)
        numbers.set(callId, [...(numbers.get(callId) ?? []).slice(-1), destinationNo])
      expect(new Set(calls.map(({ callId }) => callId)).size).toBe(calls.length)
      expect(calls.map(({ calledAt }) => calledAt)).toEqual(calls.map(({ calledAt }) => calledAt).sort())
      for (const call of calls) expect(numbers.get(call.callId)?.at(-1)).toBe(call.destinationCount)
    }
  })

  it('comes to well over 100,000 destinations even in February, with no broadcast beyond 2,000 but the mailing', () => {
    let destinations = 0
    for (let day = 0; day < 28; day += 1) {
      const date = addJapanDays('2027-02-01', day)
      const sizes = makeRecentDay('04', date).calls.map(({ destinationCount }) => destinationCount)
      expect([date, sizes.filter((size) => size > 2_000)]).toEqual([
        date,
        date === '2027-02-10' ? [10_500] : [],
      ])
      const records = sizes.filter((size) => size <= 2_000).reduce((a, b) => a + b, 0)
      const [min, max] = isWeekend(date) ? [200, 700] : [4_500, 6_000]
      expect([date, records >= min && records <= max]).toEqual([date, true])
      destinations += records
    }
    expect(destinations).toBeGreaterThan(105_000)
  }, 30_000)
})

describe('the source of numbers', () => {
  it('splits a total without loss, each part at least the least', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 10_000 }),
        (seed, parts, min, free) => {
          const sizes = createRandom(seed).split(parts * min + free, parts, min, 1.3)
          expect(sizes).toHaveLength(parts)
          expect(sizes.reduce((a, b) => a + b, 0)).toBe(parts * min + free)
          expect(Math.min(...sizes)).toBeGreaterThanOrEqual(min)
        },
      ),
    )
  })

  it('stays within its bounds and reaches both', () => {
    const random = createRandom('bounds')
    const drawn = new Set(Array.from({ length: 500 }, () => random.integer(-2, 3)))
    expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3])
  })

  it('draws by weight', () => {
    const random = createRandom('weights')
    const weights = [
      ['often', 3],
      ['seldom', 1],
      ['never', 0],
    ] as const
    const drawn = Array.from({ length: 4_000 }, () => random.weighted(weights))
    const often = drawn.filter((value) => value === 'often').length
    expect(drawn).not.toContain('never')
    expect(often).toBeGreaterThan(2_800)
    expect(often).toBeLessThan(3_200)
  })
})

describe('the tariff', () => {
  const at = (hour: number) => hour * 3_600

  it('goes by the clock, and by the day only between 8 and 19 時', () => {
    const [friday, sunday] = ['2026-11-20', '2026-11-22']
    expect([0, 7, 8, 18, 19, 22, 23, 24].map((hour) => discountAt(friday!, at(hour)))).toEqual([
      '深夜',
      '深夜',
      null,
      null,
      '夜間',
      '夜間',
      '深夜',
      '深夜',
    ])
    expect([7, 8, 18, 19].map((hour) => discountAt(sunday!, at(hour)))).toEqual([
      '深夜',
      '土日祝',
      '土日祝',
      '夜間',
    ])
  })
})
