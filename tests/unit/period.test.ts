import fc from 'fast-check'
import { addJapanDays, japanInstant, type JapanDate } from '@/lib/time/japan-time'
import { formatPeriod, latestSearchableDate, periodInstants, periodProblems } from '@/lib/usage/period'

const now = japanInstant('2026-11-22', 12)
const problemsOf = (startDate: string, startHour: number, endDate: string, endHour: number, at = now) =>
  periodProblems({ startDate, startHour, endDate, endHour }, at)

describe('one month, as Japanese law counts it', () => {
  test.each([
    ['2014-07-06', 0, '2014-08-05', 23],
    ['2014-07-06', 9, '2014-08-06', 8],
    ['2015-01-31', 0, '2015-02-28', 23],
    ['2016-01-31', 0, '2016-02-29', 23],
    ['2015-01-30', 0, '2015-02-28', 23],
    ['2015-01-29', 0, '2015-02-28', 23],
    ['2016-01-29', 0, '2016-02-28', 23],
    ['2015-01-28', 0, '2015-02-27', 23],
    ['2015-02-28', 0, '2015-03-27', 23],
    ['2016-02-29', 0, '2016-03-28', 23],
    ['2015-03-31', 0, '2015-04-30', 23],
    ['2015-03-01', 0, '2015-03-31', 23],
    ['2015-04-01', 0, '2015-04-30', 23],
    ['2015-12-01', 0, '2015-12-31', 23],
    ['2015-12-31', 0, '2016-01-30', 23],
    ['2015-12-06', 23, '2016-01-06', 22],
    ['2015-01-31', 9, '2015-03-01', 8],
    ['2016-01-31', 1, '2016-03-01', 0],
    ['2000-01-30', 0, '2000-02-29', 23],
    ['1900-01-30', 0, '1900-02-28', 23],
  ])('from %s %i時 the last hour is %s %i時', (startDate, startHour, endDate, endHour) => {
    expect(problemsOf(startDate, startHour, endDate, endHour)).toEqual([])
    const [nextDate, nextHour] = endHour === 23 ? [addJapanDays(endDate, 1), 0] : [endDate, endHour + 1]
    expect(problemsOf(startDate, startHour, nextDate, nextHour)).toEqual([
      { field: 'endDate', code: 'overOneMonth', latestDate: endDate, latestHour: endHour },
    ])
  })

  const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const daysIn = (year: number, month: number) =>
    [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
  const text = (year: number, month: number, day: number) =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const anyHour = fc.integer({ min: 0, max: 23 })
  const anyDay = fc
    .tuple(
      fc.integer({ min: 1950, max: 2025 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
    )
    .filter(([year, month, day]) => day <= daysIn(year, month))

  test('holds for every start: up to the same day of the next month, or to that month’s end', () => {
    fc.assert(
      fc.property(anyDay, anyHour, ([year, month, day], hour) => {
        const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1]
        const excluded =
          day <= daysIn(nextYear, nextMonth)
            ? text(nextYear, nextMonth, day)
            : text(nextYear, nextMonth + 1, 1)
        const start = text(year, month, day)
        expect(problemsOf(start, hour, excluded, hour)).toHaveLength(1)
        const [lastDate, lastHour] = hour === 0 ? [addJapanDays(excluded, -1), 23] : [excluded, hour - 1]
        expect(problemsOf(start, hour, lastDate, lastHour)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('never holds more than 31 days of hours, and always the single hour', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyHour,
        fc.integer({ min: 0, max: 40 * 24 }),
        ([year, month, day], hour, hours) => {
          const start = text(year, month, day)
          const end = addJapanDays(start, Math.floor((hour + hours) / 24))
          const endHour = (hour + hours) % 24
          const holds = problemsOf(start, hour, end, endHour).length === 0
          if (hours === 0) expect(holds).toBe(true)
          if (holds) expect(hours + 1).toBeLessThanOrEqual(31 * 24)
          if (hours + 1 <= 28 * 24) expect(holds).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('yesterday’s edge', () => {
  test.each([
    ['2026-11-21T14:59:59Z', '2026-11-20'],
    ['2026-11-21T15:00:00Z', '2026-11-21'],
    ['2026-12-31T14:59:59Z', '2026-12-30'],
    ['2026-12-31T15:00:00Z', '2026-12-31'],
    ['2028-02-29T15:00:00Z', '2028-02-29'],
  ])('at %s the last searchable day is %s, whatever the zone of the machine', (instant, latest) => {
    const at = new Date(instant)
    expect(latestSearchableDate(at)).toBe(latest)
    expect(problemsOf(latest, 0, latest, 23, at)).toEqual([])
    const tomorrow = addJapanDays(latest, 1)
    expect(problemsOf(latest, 0, tomorrow, 0, at)).toEqual([
      { field: 'endDate', code: 'afterYesterday', latest },
    ])
  })
})

describe('what cannot be a period', () => {
  test.each<[string, number, string, number, string[]]>([
    ['2014-02-30', 0, '2014-03-01', 0, ['startDate noSuchDay']],
    ['2014-02-28', 0, '2014-02-29', 0, ['endDate noSuchDay']],
    ['2014-13-01', 0, 'yesterday', 0, ['startDate noSuchDay', 'endDate noSuchDay']],
    ['2014-7-6', 0, '2014/07/06', 0, ['startDate noSuchDay', 'endDate noSuchDay']],
    ['2014-07-06', 10, '2014-07-06', 9, ['endHour endBeforeStart']],
    ['2014-07-06', 0, '2014-07-05', 23, ['endDate endBeforeStart']],
    ['2014-07-01', 0, '2014-08-01', 23, ['endDate overOneMonth']],
    ['2026-11-22', 0, '2026-11-22', 0, ['startDate afterYesterday', 'endDate afterYesterday']],
    ['2026-11-23', 0, '2026-11-21', 0, ['startDate afterYesterday', 'endDate endBeforeStart']],
    ['2014-07-06', 0, '2026-11-22', 0, ['endDate afterYesterday']],
  ])('%s %i – %s %i: %j', (startDate, startHour, endDate, endHour, expected) => {
    const found = problemsOf(startDate, startHour, endDate, endHour)
    expect(found.map(({ field, code }) => `${field} ${code}`)).toEqual(expected)
  })
})

test('the end hour is included, to its last second', () => {
  const period = { startDate: '2014-07-06', startHour: 9, endDate: '2014-07-06', endHour: 9 }
  expect(formatPeriod(period, 'ja')).toBe('2014年07月06日09:00:00~2014年07月06日09:59:59')
  expect(formatPeriod(period, 'en')).toBe('6 Jul 2014, 09:00:00 – 6 Jul 2014, 09:59:59')
  const { from, until } = periodInstants(period)
  expect(from.toISOString()).toBe('2014-07-06T00:00:00.000Z')
  expect(until.toISOString()).toBe('2014-07-06T01:00:00.000Z')
  const lastHour: JapanDate = '2014-12-31'
  expect(formatPeriod({ startDate: lastHour, startHour: 23, endDate: lastHour, endHour: 23 }, 'ja')).toBe(
    '2014年12月31日23:00:00~2014年12月31日23:59:59',
  )
})
