import { hash } from '@node-rs/argon2'
import { hashPassword, needsRehash, passwordMatches } from '@/lib/auth/password-hash'

test('a password is stored by argon2id with at least OWASP’s parameters, never twice the same', async () => {
  const stored = await hashPassword('Fax!2026')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await hashPassword('Fax!2026')).not.toBe(stored)
  expect(await passwordMatches(stored, 'Fax!2026')).toBe(true)
  expect(await passwordMatches(stored, 'fax!2026')).toBe(false)
})

test('the yen sign and the backslash are one character, on either side', async () => {
  expect(await passwordMatches(await hashPassword('a\u00a5b'), 'a\\b')).toBe(true)
  expect(await passwordMatches(await hashPassword('a\\b'), 'a\u00a5b')).toBe(true)
})

test('an unknown account matches no password, the decoy’s least of all', async () => {
  expect(await passwordMatches(undefined, 'no account has this password')).toBe(false)
})

test.each([
  [{ memoryCost: 19_456, timeCost: 2, parallelism: 1 }, false],
  [{ memoryCost: 65_536, timeCost: 3, parallelism: 4 }, false],
  [{ memoryCost: 9_216, timeCost: 2, parallelism: 1 }, true],
  [{ memoryCost: 19_456, timeCost: 1, parallelism: 1 }, true],
  [{ memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 1 }, true],
])('a hash made with %j needs a new one: %s', async (parameters, expected) => {
  expect(needsRehash(await hash('Fax!2026', parameters))).toBe(expected)
})
