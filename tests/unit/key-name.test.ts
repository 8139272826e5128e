import { checkKeyName } from '@/lib/keys/key-name'
import { isKeyEndDay, keyEndDays } from '@/lib/keys/key-period'

test.each([
  ['会計システム', { name: '会計システム' }],
  ['  2026年  月次バッチ ', { name: '2026年 月次バッチ' }],
  ['batch 2026-11', { name: 'batch 2026-11' }],
  ['', { problem: 'required' }],
  ['あ'.repeat(51), { problem: 'tooLong' }],
  ['a\u0000b', { problem: 'unusable' }],
  ['03-1234-5678', { problem: 'telephoneNumber' }],
  ['FAX 0312345678 用', { problem: 'telephoneNumber' }],
  ['+81 (3) 1234 5678', { problem: 'telephoneNumber' }],
  ['03123456', { name: '03123456' }],
  ['０３１２３４５６７８', { problem: 'telephoneNumber' }],
])('%j as the name of a key', (typed, expected) => {
  expect(checkKeyName(typed)).toEqual(expected)
})

test('a key ends at most a year ahead, and not before today', () => {
  // 2028-02-29 08:00 in Japan.
  const now = new Date('2028-02-28T23:00:00Z')
  expect(keyEndDays(now)).toEqual({ first: '2028-02-29', last: '2029-02-28', proposed: '2028-05-29' })
  expect(
    ['2028-02-28', '2028-02-29', '2029-02-28', '2029-03-01', '2028-02-30', 'x'].map((day) =>
      isKeyEndDay(day, now),
    ),
  ).toEqual([false, true, true, false, false, false])
})
