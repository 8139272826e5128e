import fc from 'fast-check'
import {
  brokenPasswordRules,
  passwordFormProblem,
  passwordSymbols,
  type PasswordFormProblem,
  type PasswordRule,
} from '@/lib/auth/password-rules'

const userId = 'demo04'

describe('passwords that keep every rule', () => {
  test.each([
    'Fax!2026',
    'aaaa1!',
    'A1!aaaaaaaaaaaaaaaaa',
    '1a!111',
    '!!!!a1',
    'a1"a1"',
    'a1#a1#',
    'a1$a1$',
    'a1%a1%',
    'a1&a1&',
    "a1'a1'",
    'a1(a1(',
    'a1)a1)',
    'a1*a1*',
    'a1+a1+',
    'a1,a1,',
    'a1-a1-',
    'a1.a1.',
    'a1/a1/',
    'a1:a1:',
    'a1;a1;',
    'a1<a1<',
    'a1=a1=',
    'a1>a1>',
    'a1@a1@',
    'a1[a1[',
    'a1\\a1\\',
    'a1\u00a5a1\u00a5',
    'a1]a1]',
    'a1^a1^',
    'a1_a1_',
    'a1`a1`',
    'a1{a1{',
    'a1|a1|',
    'a1}a1}',
    'a1~a1~',
    'demo0!4',
    'dem04!a',
    '40omed!',
  ])('%s', (password) => {
    expect(brokenPasswordRules(password, userId)).toEqual([])
    expect(passwordFormProblem(password)).toBeUndefined()
  })
})

describe('what cannot be anybody’s password, whatever the rules of a new one', () => {
  test.each<[string, PasswordFormProblem | undefined]>([
    ['Fax!2026 ', 'blank'],
    [' Fax!2026', 'blank'],
    ['Fax!2026\u3000', 'blank'],
    ['Fax!2026\u00a0', 'blank'],
    ['Fax!2026\u200b', 'blank'],
    ['\ufeffFax!2026', 'blank'],
    ['Fax!2026\r\n', 'blank'],
    ['Fax\u0000!2026', 'blank'],
    ['Ｆａｘ！２０２６', 'foreignCharacter'],
    ['Fax！2026', 'foreignCharacter'],
    ['Fax?2026', 'foreignCharacter'],
    ['ぱすわーど1!', 'foreignCharacter'],
    ['Fax!2026\u{1f600}', 'foreignCharacter'],
    ['a1!'.repeat(7), 'tooLong'],
    [`${'a1!'.repeat(7)} `, 'blank'],
    ['a1!'.repeat(6), undefined],
    ['wrong', undefined],
    ['1', undefined],
    ['Fax\u00a52026', undefined],
    ['', undefined],
  ])('%j: %s', (password, problem) => {
    expect(passwordFormProblem(password)).toBe(problem)
  })
})

describe('passwords that break rules', () => {
  test.each<[string, PasswordRule[]]>([
    ['', ['length', 'letter', 'digit', 'symbol']],
    ['a1!aa', ['length']],
    ['a1!aaaaaaaaaaaaaaaaaa', ['length']],
    ['aaaaaa', ['digit', 'symbol']],
    ['111111', ['letter', 'symbol']],
    ['!!!!!!', ['letter', 'digit']],
    ['aaa111', ['symbol']],
    ['aaa!!!', ['digit']],
    ['111!!!', ['letter']],
    ['aaa11?', ['characters', 'symbol']],
    ['aa?11!', ['characters']],
    ['aa 11!', ['characters']],
    [' aa11!', ['characters']],
    ['aa11!\t', ['characters']],
    ['aa11!\u3000', ['characters']],
    ['aa11!\0', ['characters']],
    ['aa11!é', ['characters']],
    ['ａa11!a', ['characters']],
    ['aa１1!a', ['characters']],
    ['aa11！a', ['characters', 'symbol']],
    ['パスワード1a!', ['characters']],
    ['😀aa11!', ['characters']],
    ['demo04!', ['userId']],
    ['DEMO04!', ['userId']],
    ['xDeMo04!', ['userId']],
    ['1!demo04', ['userId']],
    ['demo04', ['symbol', 'userId']],
    ['?', ['length', 'characters', 'letter', 'digit', 'symbol']],
  ])('%j breaks %j', (password, expected) => {
    expect(brokenPasswordRules(password, userId)).toEqual(expected)
  })

  test('a user ID with a backslash is found where it is typed with a yen sign', () => {
    expect(brokenPasswordRules('1!a\u00a5b', 'a\\b')).toContain('userId')
  })
})

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const anyOf = (characters: string) => fc.constantFrom(...characters)
const valid = fc
  .tuple(
    anyOf(letters),
    anyOf('0123456789'),
    anyOf(passwordSymbols),
    fc.array(anyOf(`${letters}0123456789${passwordSymbols}`), { minLength: 3, maxLength: 17 }),
  )
  .map(([letter, digit, symbol, more]) => [...more, letter, digit, symbol].join(''))

test('any mix of the three kinds between 6 and 20 characters passes', () => {
  fc.assert(fc.property(valid, (password) => expect(brokenPasswordRules(password, 'no such id')).toEqual([])))
})

test('one foreign character anywhere breaks the rule on characters, and only a foreign one does', () => {
  const allowed = `${letters}0123456789${passwordSymbols}\u00a5`
  fc.assert(
    fc.property(
      valid,
      fc.nat(20),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      (password, at, extra) => {
        const text = password.slice(0, at) + extra + password.slice(at)
        expect(brokenPasswordRules(text, 'no such id').includes('characters')).toBe(!allowed.includes(extra))
      },
    ),
  )
})

test('the user ID anywhere, in any case, is found', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 5 }),
      fc.string({ maxLength: 5 }),
      fc.nat(63),
      (before, behind, mask) => {
        const cased = [...userId].map((c, index) => (mask & (1 << index) ? c.toUpperCase() : c)).join('')
        expect(brokenPasswordRules(before + cased + behind, userId)).toContain('userId')
      },
    ),
  )
})

test('31 symbols, without the question mark', () => {
  expect(new Set(passwordSymbols).size).toBe(31)
  expect(passwordSymbols).not.toContain('?')
})
