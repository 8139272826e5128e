import fc from 'fast-check'
import { formatActivityCursor, parseActivityCursor } from '@/lib/audit/activity-cursor'
import { parseActivity } from '@/lib/audit/activity-filter'
import { isActivityChoice, kindsOfGroup } from '@/lib/audit/activity-kinds'
import { eventKinds } from '@/lib/audit/record-event'
import { isJapanDate } from '@/lib/time/japan-time'

/** 2026-11-22 in Japan, still the 21st in UTC. */
const now = new Date('2026-11-21T15:30:00Z')

test('an address that names nothing asks for the last 31 days, every kind', () => {
  expect(parseActivity({}, now)).toEqual({
    state: 'accepted',
    values: { from: '2026-10-23', to: '2026-11-22', kind: 'all' },
    filter: { from: '2026-10-23', to: '2026-11-22', kind: 'all' },
    cursor: undefined,
  })
})

test('a last day alone is the end of 31 days', () => {
  expect(parseActivity({ to: '2024-03-31' }, now)).toMatchObject({
    filter: { from: '2024-03-01', to: '2024-03-31' },
  })
})

test.each([
  [{ from: '' }, [{ field: 'from', code: 'required' }]],
  [{ kind: ' ' }, [{ field: 'kind', code: 'required' }]],
  [{ to: '2026-02-30' }, [{ field: 'to', code: 'noSuchDay', value: '2026-02-30' }]],
  [
    { from: 'x', to: 'y' },
    ['from', 'to'].map((field) => expect.objectContaining({ field, code: 'noSuchDay' })),
  ],
  [{ to: '2026-11-23' }, [{ field: 'to', code: 'afterToday', latest: '2026-11-22' }]],
  [{ from: '2026-11-02', to: '2026-11-01' }, [{ field: 'to', code: 'endBeforeStart' }]],
  [{ kind: 'toString' }, [{ field: 'kind', code: 'unknownValue', value: 'toString' }]],
  [{ kind: 'contractCreated' }, [expect.objectContaining({ field: 'kind', code: 'unknownValue' })]],
  [{ from: ['2026-11-01', '2026-11-02'] }, [{ field: 'from', code: 'repeated' }]],
  [{ cursor: 'after-1' }, [{ field: 'cursor', code: 'unknownValue', value: 'after-1' }]],
  [{ cursor: ['a', 'b'] }, [{ field: 'cursor', code: 'repeated' }]],
])('%j is refused at its field', (parameters, problems) => {
  expect(parseActivity(parameters, now)).toMatchObject({ state: 'refused', problems })
})

test('whatever stands in an address has an answer', () => {
  const anything = fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined })
  const anyParameters = fc.record({ from: anything, to: anything, kind: anything, cursor: anything })
  fc.assert(
    fc.property(anyParameters, (parameters) => {
      const parsed = parseActivity(parameters, now)
      if (parsed.state === 'refused') return expect(parsed.problems).not.toEqual([])
      expect(isJapanDate(parsed.filter.from) && isJapanDate(parsed.filter.to)).toBe(true)
      expect(isActivityChoice(parsed.filter.kind)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('each kind of event that an account can have is offered once', () => {
  const offered = Object.values(kindsOfGroup).flat()
  expect([...offered, 'contractCreated', 'auditPurged', 'monthClosed'].sort()).toEqual([...eventKinds].sort())
})

test('a cursor reads back as it was written, and nothing else does', () => {
  const anyCursor = fc.record({
    direction: fc.constantFrom('after' as const, 'before' as const),
    key: fc.record({
      at: fc.date({ min: new Date(0), max: new Date(9_999_999_999_999), noInvalidDate: true }),
      id: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
    }),
  })
  fc.assert(
    fc.property(anyCursor, (cursor) => {
      expect(parseActivityCursor(formatActivityCursor(cursor))).toEqual(cursor)
    }),
  )
  for (const text of [
    '',
    'after--1-1',
    'after-1-9223372036854775808',
    'after-10000000000000-1',
    'after-1-1 ',
  ])
    expect(parseActivityCursor(text)).toBeUndefined()
})
