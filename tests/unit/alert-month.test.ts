import fc from 'fast-check'
import { comparedMonths } from '@/lib/alerts/compare-months'
import { nextMonthState, type MonthState } from '@/lib/alerts/month-state'
import { readAmount } from '@/lib/alerts/read-amount'

/** What each look at a month tells, in order. */
function told(looks: boolean[]): ('passed' | 'withdrawn')[] {
  let state: MonthState | undefined
  return looks.flatMap((isAbove) => {
    const next = nextMonthState(state, isAbove)
    const isChange = (next?.isAbove ?? false) !== (state?.isAbove ?? false)
    state = next
    return isChange ? [isAbove ? 'passed' : 'withdrawn'] : []
  })
}

test('whatever a month comes to in turn, a rise is told once, then its fall once, and so on', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (looks) => {
      const mails = told(looks)
      expect(mails).toEqual(mails.map((_, index) => (index % 2 === 0 ? 'passed' : 'withdrawn')))
      // The last thing told is how it stands.
      expect(mails.at(-1) === 'passed').toBe(looks.at(-1) === true)
      // Looking again tells nothing.
      expect(told(looks.flatMap((look) => [look, look]))).toEqual(mails)
      const rises = looks.filter((look, index) => look && !(looks[index - 1] ?? false)).length
      expect(mails.filter((mail) => mail === 'passed')).toHaveLength(rises)
    }),
  )
})

test('a month that never was above an amount has no state', () => {
  expect(nextMonthState(undefined, false)).toBeUndefined()
  expect(nextMonthState({ isAbove: false, times: 2 }, true)).toEqual({ isAbove: true, times: 3 })
})

test.each([
  // set at, looked at (UTC), months
  ['2026-11-10T00:00:00Z', '2026-11-26T00:00:00Z', ['2026-11']],
  ['2026-10-31T14:59:59Z', '2026-11-26T00:00:00Z', ['2026-10', '2026-11']],
  ['2026-10-31T15:00:00Z', '2026-11-26T00:00:00Z', ['2026-11']],
  ['2025-01-01T00:00:00Z', '2026-12-31T15:00:00Z', ['2026-12', '2027-01']],
])('set at %s and looked at %s, %j are compared', (setAt, now, months) => {
  expect(comparedMonths(new Date(setAt), new Date(now))).toEqual(months)
})

test.each([
  ['50000', 50_000n],
  ['50,000', 50_000n],
  [' 1,234,567円 ', 1_234_567n],
  ['¥5', 5n],
  ['５０，０００', 50_000n],
  ['007', 7n],
  ['9,999,999,999', 9_999_999_999n],
])('%s is an amount', (typed, amount) => {
  expect(readAmount(typed)).toEqual({ amount })
})

test.each([
  ['', 'amountRequired'],
  [undefined, 'amountRequired'],
  ['1,00', 'amountForm'],
  ['1000,000', 'amountForm'],
  ['-5', 'amountForm'],
  ['1.5', 'amountForm'],
  ['五万', 'amountForm'],
  ['0', 'amountRange'],
  ['10,000,000,000', 'amountRange'],
  ['9'.repeat(300), 'amountRange'],
])('%s is none: %s', (typed, problem) => {
  expect(readAmount(typed)).toEqual({ problem })
})
