import { browserName, shortUserAgent } from '@/lib/http/browser-name'

const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0'
const known: [string, string][] = [
  [`${windows} Safari/537.36`, 'Chrome 130 / Windows'],
  [`${windows} Safari/537.36 Edg/129.0.2`, 'Microsoft Edge 129 / Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0', 'Firefox 131 / Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari 18 / iOS',
  ],
]

test.each(known)('%s is %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name)
  expect(shortUserAgent(userAgent)).toBe(name)
})

test.each([
  ['curl/8.5.0', 'curl/8.5.0'],
  ['Call 0900-000-000/1.0 at once', 'Call 0900-000-000/1.0 at once'],
  ['x'.repeat(100), `${'x'.repeat(32)}…`],
  ['', ''],
])('%s has no name that is known, and its beginning is shown', (userAgent, beginning) => {
  expect(browserName(userAgent)).toBeUndefined()
  expect(shortUserAgent(userAgent)).toBe(beginning)
})
