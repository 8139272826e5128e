import fc from 'fast-check'
import { checkSavedName, savedNameLengthMax } from '@/lib/usage/saved-name'
import { movingPeriodOf, searchOfToday, type SavedPeriod } from '@/lib/usage/saved-search'
import { periodProblems, type UsagePeriod } from '@/lib/usage/period'
import { periodShortcuts, type PeriodShortcut } from '@/lib/usage/shortcuts'

const longest = '𩸽'.repeat(savedNameLengthMax)

test.each([
  ['前月の海外', '前月の海外'],
  ['  前月 の\u3000海外\u3000', '前月 の 海外'],
  ['A \u00a0\u2800 B\u2800', 'A B'],
  ['か\u3099', 'が'],
  ['=1+1', '=1+1'],
  ['👩‍💼 月次', '👩‍💼 月次'],
  ['👩🏽‍💻❤️1️⃣🇯🇵', '👩🏽‍💻❤️1️⃣🇯🇵'],
  ['葛\u{e0100}城支店', '葛\u{e0100}城支店'],
  [longest, longest],
])('the name %j is kept as %j', (typed, name) => {
  expect(checkSavedName(typed)).toEqual({ name })
})

test.each([
  ['', 'required'],
  [' \u3000', 'required'],
  ['\u2800', 'required'],
  [`${longest}x`, 'tooLong'],
  ['a\nb', 'unusable'],
  ['a\u0000', 'unusable'],
  ['a\u202eb', 'unusable'],
  ['a\u2028b', 'unusable'],
  ['\ud800', 'unusable'],
  ['月次\u200b', 'unusable'],
  ['月\u2060次', 'unusable'],
  ['月\u00ad次', 'unusable'],
  ['月次\ufe0f', 'unusable'],
  ['月\u200d次', 'unusable'],
  ['\u061c月次', 'unusable'],
  ['\u115f', 'unusable'],
])('the name %j is refused: %s', (typed, problem) => {
  expect(checkSavedName(typed)).toEqual({ problem })
})

test('a name that is kept is kept as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const checked = checkSavedName(typed)
      if ('name' in checked) expect(checkSavedName(checked.name)).toEqual(checked)
    }),
  )
})

const stands: UsagePeriod = { startDate: '2014-07-06', startHour: 9, endDate: '2014-07-06', endHour: 9 }
const saved = (period: SavedPeriod) => ({ by: 'call', output: 'csv', sort: 'charge-desc', period }) as const
const days = (startDate: string, endDate: string) => ({ startDate, startHour: 0, endDate, endHour: 23 })

test.each<[string, SavedPeriod, UsagePeriod | undefined]>([
  ['2026-11-26T00:00:00+09:00', 'yesterday', days('2026-11-25', '2026-11-25')],
  ['2026-11-25T23:59:59+09:00', 'yesterday', days('2026-11-24', '2026-11-24')],
  ['2026-11-26T12:00:00+09:00', 'thisMonth', days('2026-11-01', '2026-11-25')],
  ['2026-11-01T00:00:00+09:00', 'thisMonth', undefined],
  ['2026-11-01T23:59:59+09:00', 'thisMonth', undefined],
  ['2026-11-02T00:00:00+09:00', 'thisMonth', days('2026-11-01', '2026-11-01')],
  ['2027-01-15T12:00:00+09:00', 'lastMonth', days('2026-12-01', '2026-12-31')],
  ['2028-03-01T00:00:00+09:00', 'lastMonth', days('2028-02-01', '2028-02-29')],
  ['2026-11-26T12:00:00+09:00', 'lastSevenDays', days('2026-11-19', '2026-11-25')],
  ['2027-01-03T12:00:00+09:00', 'lastSevenDays', days('2026-12-27', '2027-01-02')],
  ['2026-11-26T12:00:00+09:00', stands, stands],
  ['2036-11-26T12:00:00+09:00', stands, stands],
])('at %s a search saved with %j is of %j', (now, period, expected) => {
  expect(searchOfToday(saved(period), new Date(now))).toEqual(
    expected && { ...expected, by: 'call', output: 'csv', sort: 'charge-desc' },
  )
})

test.each<[string, UsagePeriod, PeriodShortcut | undefined]>([
  ['2026-11-26T12:00:00+09:00', days('2026-11-25', '2026-11-25'), 'yesterday'],
  ['2026-11-26T12:00:00+09:00', { ...days('2026-11-25', '2026-11-25'), startHour: 9 }, undefined],
  ['2026-11-26T12:00:00+09:00', { ...days('2026-11-25', '2026-11-25'), endHour: 22 }, undefined],
  ['2026-11-26T12:00:00+09:00', days('2026-11-01', '2026-11-25'), 'thisMonth'],
  ['2026-11-26T12:00:00+09:00', days('2026-10-01', '2026-10-31'), 'lastMonth'],
  // Two are the same: 今月 is 前日 on the second of a month, and 直近7日 on the eighth.
  ['2026-11-02T12:00:00+09:00', days('2026-11-01', '2026-11-01'), undefined],
  ['2026-11-08T12:00:00+09:00', days('2026-11-01', '2026-11-07'), undefined],
  ['2026-11-09T12:00:00+09:00', days('2026-11-01', '2026-11-08'), 'thisMonth'],
  ['2026-11-09T12:00:00+09:00', days('2026-11-02', '2026-11-08'), 'lastSevenDays'],
  ['2026-11-26T12:00:00+09:00', days('2026-11-24', '2026-11-24'), undefined],
])('at %s the period %j moves as %s', (now, period, expected) => {
  expect(movingPeriodOf(period, new Date(now))).toBe(expected)
})

test('whenever it is run, a saved search of a moving period may be searched, and is taken for no other one that moves', () => {
  const anyTime = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(anyTime, fc.constantFrom(...periodShortcuts), (now, period) => {
      const search = searchOfToday(saved(period), now)
      if (!search) return expect(period).toBe('thisMonth')
      expect(periodProblems(search, now)).toEqual([])
      expect([period, undefined]).toContain(movingPeriodOf(search, now))
    }),
  )
})
