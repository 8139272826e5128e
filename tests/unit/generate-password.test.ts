import fc from 'fast-check'
import {
  generatedPasswordCharacters,
  generatedPasswordLength,
  generatePassword,
} from '@/lib/accounts/generate-password'
import { brokenPasswordRules } from '@/lib/auth/password-rules'

const anyUserId = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 64,
})

test('a generated password keeps every rule of a chosen one, for any user ID', () => {
  fc.assert(
    fc.property(anyUserId, (userId) => {
      const password = generatePassword(userId)
      expect(brokenPasswordRules(password, userId)).toEqual([])
      expect(password).toHaveLength(generatedPasswordLength)
      for (const character of password) expect(generatedPasswordCharacters).toContain(character)
    }),
    { numRuns: 1_000 },
  )
})

test('a user ID of one character that passwords are made of is kept out too', () => {
  for (const userId of generatedPasswordCharacters)
    expect(brokenPasswordRules(generatePassword(userId), userId)).toEqual([])
})

test('no two are alike, and every character is used', () => {
  const passwords = Array.from({ length: 1_000 }, () => generatePassword('someone'))
  expect(new Set(passwords).size).toBe(passwords.length)
  expect(new Set(passwords.join('')).size).toBe(generatedPasswordCharacters.length)
})

test.each(['0OoQ', '1lIi|!', '2Zz', '5Ss', '6bG', '8B', '9gq', 'cC', 'kK', 'pP', 'vV', 'wW', 'xX', 'yY'])(
  'of the look-alikes %s at most one is used',
  (group) => {
    const used = [...group].filter((character) => generatedPasswordCharacters.includes(character))
    expect(used.length).toBeLessThanOrEqual(1)
  },
)
