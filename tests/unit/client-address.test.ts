import { networkOf, readAddress } from '@/lib/http/client-address'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.1:4711', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['[::ffff:192.0.2.1]:80', '192.0.2.1'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:4711', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%25eth0]:80', 'fe80::1'],
])('%s is read as %s', (text, address) => {
  expect(readAddress(text)).toBe(address)
})

test.each([
  ...[
    '',
    'unknown',
    '_hidden',
    '1',
    '192.0.2',
    '0x7f.0.0.1',
    '192.0.2.256',
    '192.0.2.1:',
    '192.0.2.1:x',
    '[192.0.2.1]',
  ],
  ...[
    '2001:db8::1::2',
    '[2001:db8::1',
    ':',
    '192.0.2.1, 192.0.2.2',
    "'; --",
    '9'.repeat(9_000),
    '192.0.2.1:123456',
  ],
])('%.20s is no address', (text) => {
  expect(readAddress(text)).toBeUndefined()
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:0:1::1', '2001:db8:0:1'],
  ['2001:db8:0:1:ffff:ffff:ffff:ffff', '2001:db8:0:1'],
  ['::1', '0:0:0:0'],
])('%s counts as the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
