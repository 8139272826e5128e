import fc from 'fast-check'
import { formatCursor, parseCursor, type UsageCursor } from '@/lib/usage/cursor'
import { parseUsageSearch } from '@/lib/usage/parse-search'
import { usageSearchParameters, type AddressParameters, type UsageSearchProblem } from '@/lib/usage/search'

const now = new Date('2026-11-22T03:00:00Z')
const good = {
  startDate: '2014-07-06',
  startHour: '9',
  endDate: '2014-07-06',
  endHour: '9',
  output: 'screen',
  by: 'call',
}
const parse = (changes: AddressParameters) => parseUsageSearch({ ...good, ...changes }, now)
const problemsOf = (changes: AddressParameters): string[] => {
  const parsed = parse(changes)
  const problems: UsageSearchProblem[] = parsed.state === 'refused' ? parsed.problems : []
  return problems.map(({ field, code }) => `${field} ${code}`)
}

test('an address without a search asks for nothing and proposes yesterday', () => {
  expect(parseUsageSearch({}, now)).toEqual({
    state: 'blank',
    values: {
      startDate: '2026-11-21',
      startHour: '0',
      endDate: '2026-11-21',
      endHour: '23',
      output: 'screen',
      by: 'call',
    },
  })
})

test('a whole address is a search', () => {
  const parsed = parse({ cursor: 'after-1404608053-12' })
  expect(parsed).toMatchObject({
    state: 'accepted',
    search: { ...good, startHour: 9, endHour: 9, cursor: { direction: 'after', key: { callId: 12n } } },
  })
})

test.each<[AddressParameters, string[]]>([
  [{ startDate: '2014-02-30' }, ['startDate noSuchDay']],
  [{ startDate: undefined }, ['startDate required']],
  [{ startDate: '' }, ['startDate required']],
  [{ startDate: '2014-02-30', endHour: '24' }, ['endHour unknownValue', 'startDate noSuchDay']],
  [{ startHour: '24' }, ['startHour unknownValue']],
  [{ startHour: '-1' }, ['startHour unknownValue']],
  [{ startHour: '9.5' }, ['startHour unknownValue']],
  [{ startHour: '0x9' }, ['startHour unknownValue']],
  [{ startHour: '٩' }, ['startHour unknownValue']],
  [{ endHour: '8' }, ['endHour endBeforeStart']],
  [{ endDate: '2014-08-07' }, ['endDate overOneMonth']],
  [{ endDate: '2026-11-22' }, ['endDate afterYesterday']],
  [{ endDate: '2026-11-23' }, ['endDate afterYesterday']],
  [{ by: 'everything' }, ['by unknownValue']],
  [{ by: 'constructor' }, ['by unknownValue']],
  [{ output: 'paper' }, ['output unknownValue']],
  [{ by: ['call', 'destination'] }, ['by repeated']],
  [{ startDate: ['2014-07-06', '2014-07-06'] }, ['startDate repeated']],
  [{ cursor: 'wild' }, ['cursor unknownValue']],
  [{ cursor: 'after-1-1-1' }, ['cursor unknownValue']],
  [{ cursor: `after-1-${'9'.repeat(19)}` }, ['cursor unknownValue']],
  [{ cursor: ['after-1-1', 'after-2-2'] }, ['cursor repeated']],
  [{ by: 'destination', cursor: 'after-1-1' }, ['cursor unknownValue']],
  [{ by: 'destination', cursor: 'before-1-1-2147483648' }, ['cursor unknownValue']],
])('%j is refused at its field', (changes, expected) => {
  expect(problemsOf(changes)).toEqual(expected)
})

test('what was typed stays in the form', () => {
  const parsed = parse({ startDate: '2014-02-30', endHour: '24', by: 'destination' })
  expect(parsed.values).toMatchObject({ startDate: '2014-02-30', endHour: '24', by: 'destination' })
})

test('any parameters have an answer, never an exception', () => {
  const anything = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined))
  const names = [...Object.keys(good), 'cursor', '__proto__', 'other']
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), anything), (parameters) => {
      expect(['blank', 'refused', 'accepted']).toContain(parseUsageSearch(parameters, now).state)
    }),
    { numRuns: 500 },
  )
})

test('a search and its address are two forms of one thing', () => {
  const hour = fc.integer({ min: 0, max: 23 })
  const kind = fc.constantFrom('call' as const, 'destination' as const)
  fc.assert(
    fc.property(hour, hour, kind, fc.constantFrom('screen', 'csv', 'bulk'), (startHour, more, by, output) => {
      const endHour = Math.min(23, startHour + more)
      const search = { ...good, startHour, endHour, by, output: output as 'csv' }
      expect(parseUsageSearch(usageSearchParameters(search), now)).toMatchObject({
        state: 'accepted',
        search,
      })
    }),
  )
})

test('a cursor survives its way through the address', () => {
  const seconds = fc.integer({ min: 0, max: 4_102_444_800 })
  const callId = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
  const destinationNo = fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { nil: undefined })
  fc.assert(
    fc.property(
      fc.constantFrom('after' as const, 'before' as const),
      seconds,
      callId,
      destinationNo,
      (direction, second, id, no) => {
        const key = { calledAt: new Date(second * 1_000), callId: id, destinationNo: no }
        const cursor: UsageCursor = { direction, key }
        const kind = no === undefined ? 'call' : 'destination'
        expect(parseCursor(formatCursor(cursor), kind)).toEqual(cursor)
      },
    ),
  )
})
