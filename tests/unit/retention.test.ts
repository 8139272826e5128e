import fc from 'fast-check'
import { PortalError } from '@/lib/errors'
import { addMonthsTo, firstDayOf, japanMonthOf } from '@/lib/time/japan-month'
import { addJapanDays } from '@/lib/time/japan-time'
import { firstKeptMonth, keptUntil, refusePromised } from '@/lib/usage/retention'

test.each([
  ['2025-10', 14, '2026-12-31'],
  ['2025-12', 14, '2027-02-28'],
  ['2026-12', 14, '2028-02-29'],
  ['2099-12', 2, '2100-02-28'],
  ['2026-01', 1, '2026-02-28'],
  ['2026-11', 1, '2026-12-31'],
  ['2026-12', 1, '2027-01-31'],
  ['2026-03', 12, '2027-03-31'],
  ['2026-03', 600, '2076-03-31'],
])('%s stays %i months, until %s', (month, months, until) => {
  expect(keptUntil(month, months)).toBe(until)
})

test('a month is the first that is kept in the month at whose end it goes, and in no other', () => {
  const days = fc.integer({ min: 0, max: 40_000 }).map((days) => addJapanDays('2000-01-01', days))
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 600 }), (today, months) => {
      const first = firstKeptMonth(today, months)
      const until = keptUntil(first, months)
      expect(until >= today).toBe(true)
      expect(japanMonthOf(until)).toBe(japanMonthOf(today))
      expect(keptUntil(addMonthsTo(first, -1), months) < today).toBe(true)
    }),
  )
})

test.each([
  ['2025-10-01', '2026-12-31', false],
  ['2025-11-01', '2026-12-31', true],
  ['2025-11-01', '2027-01-01', false],
  ['2025-12-01', '2027-01-01', true],
])('what is before %s may go on %s: refused %s', (before, today, isRefused) => {
  const purge = () => refusePromised(before, today, 14)
  const month = firstKeptMonth(today, 14)
  const refusal = {
    code: 'monthPromised',
    month,
    until: keptUntil(month, 14),
    before: firstDayOf(month),
  } as const
  if (isRefused) expect(purge).toThrow(new PortalError(refusal))
  else expect(purge).not.toThrow()
})

test('where nothing is promised, nothing is refused', () => {
  expect(() => refusePromised('2026-12-01', '2026-12-31', undefined)).not.toThrow()
})
