import { readUserId } from '@/lib/auth/user-id-form'

test.each([
  ['demo04', 'demo04'],
  [' demo04\t', 'demo04'],
  ['\u3000demo04\u00a0', 'demo04'],
  ['\ufeffdemo04\u200b', 'demo04'],
  ['ｄｅｍｏ０４', 'demo04'],
  [`${' '.repeat(100)}demo04`, 'demo04'],
  ['demo 04', 'demo 04'],
  ['a\u0000b', 'a\ufffdb'],
  ['', ''],
  ['\u3000', ''],
  [undefined, ''],
])('%j is read as %j', (given, userId) => {
  expect(readUserId(given)).toBe(userId)
})

test('what is longer than any user ID stays longer, and is bounded', () => {
  expect(readUserId('x'.repeat(100_000))).toBe('x'.repeat(65))
  expect(readUserId('\ufdfa'.repeat(1_000))).toHaveLength(65)
})
