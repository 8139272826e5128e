import fc from 'fast-check'
import { periodProblems } from '@/lib/usage/period'
import { periodShortcuts, shortcutDays, type PeriodShortcut } from '@/lib/usage/shortcuts'

test.each<[string, PeriodShortcut, string | undefined, string?]>([
  ['2026-11-23T00:00:00+09:00', 'yesterday', '2026-11-22', '2026-11-22'],
  ['2026-11-23T23:59:59+09:00', 'thisMonth', '2026-11-01', '2026-11-22'],
  ['2026-11-23T12:00:00+09:00', 'lastMonth', '2026-10-01', '2026-10-31'],
  ['2026-11-23T12:00:00+09:00', 'lastSevenDays', '2026-11-16', '2026-11-22'],
  ['2026-03-01T00:00:00+09:00', 'yesterday', '2026-02-28', '2026-02-28'],
  ['2026-03-01T23:00:00+09:00', 'thisMonth', undefined, undefined],
  ['2028-03-01T00:00:00+09:00', 'lastMonth', '2028-02-01', '2028-02-29'],
  ['2027-01-01T00:00:00+09:00', 'lastMonth', '2026-12-01', '2026-12-31'],
  ['2026-03-03T00:00:00+09:00', 'lastSevenDays', '2026-02-24', '2026-03-02'],
])('at %s, %s is %s to %s', (now, shortcut, startDate, endDate) => {
  expect(shortcutDays(shortcut, new Date(now))).toEqual(startDate && { startDate, endDate })
})

test('a shortcut is always a period that may be searched', () => {
  const anyTime = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(anyTime, fc.constantFrom(...periodShortcuts), (now, shortcut) => {
      const days = shortcutDays(shortcut, now)
      if (days) expect(periodProblems({ ...days, startHour: 0, endHour: 23 }, now)).toEqual([])
    }),
  )
})
