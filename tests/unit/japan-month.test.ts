import { addMonthsTo, daysOfMonth, isJapanMonth, lastDayOf, monthInstants } from '@/lib/time/japan-month'

test.each(['2026-10', '2024-02', '1000-01', '9999-11'])(
  '%s is a month, and so are those beside it',
  (month) => {
    expect(isJapanMonth(month)).toBe(true)
    expect(addMonthsTo(addMonthsTo(month, 1), -1)).toBe(month)
    expect(daysOfMonth(month).at(-1)).toBe(lastDayOf(month))
    const { from, until } = monthInstants(month)
    expect(Math.round((until.getTime() - from.getTime()) / 86_400_000)).toBe(daysOfMonth(month).length)
  },
)

test.each(['', 'x', '2026-1', '2026-00', '2026-13', '2026-10-01', '0999-12', '9999-12', '2026-10 '])(
  '%j is none',
  (text) => {
    expect(isJapanMonth(text)).toBe(false)
  },
)

test('a month begins and ends by the clock of Japan', () => {
  expect(lastDayOf('2024-02')).toBe('2024-02-29')
  expect(monthInstants('2026-10')).toEqual({
    from: new Date('2026-09-30T15:00:00Z'),
    until: new Date('2026-10-31T15:00:00Z'),
  })
})
