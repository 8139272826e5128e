import { returnPath } from '@/lib/auth/return-path'
import { addressOf, paths } from '@/lib/paths'

test.each([
  ['/usage?startDate=2014-07-06&by=call', '/usage?startDate=2014-07-06&by=call'],
  ['/menu', '/menu'],
  ['/usage/calls/12', '/usage/calls/12'],
])('%s leads back there', (given, expected) => {
  expect(returnPath(given)).toBe(expected)
})

test.each([
  undefined,
  '',
  ['/usage', '/menu'],
  'usage',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '/%09//evil.example',
  '/..//evil.example/',
  'javascript:alert(1)',
  '/login?next=/login',
  `/${'a'.repeat(3_000)}`,
])('%j never leads elsewhere', (given) => {
  const path = returnPath(given)
  const url = new URL(path, 'https://portal.example')
  expect(url.origin).toBe('https://portal.example')
  expect(path).toMatch(/^\/(?!\/)/)
})

test('an address leaves out what is undefined and repeats what is repeated', () => {
  expect(addressOf('/usage', { a: undefined, b: ['1', '2'], c: '&=' })).toBe('/usage?b=1&b=2&c=%26%3D')
  expect(paths.call(12n)).toBe('/usage/calls/12')
})
