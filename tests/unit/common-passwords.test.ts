import { isCommonPassword } from '@/lib/accounts/common-passwords'
import { brokenPasswordRules, passwordSymbols } from '@/lib/auth/password-rules'

test.each([
  'Password1!',
  'p@ssw0rd#2026',
  'P@SSWORD1',
  '2026!Qwerty',
  '!!dragon7',
  '$hadow12!',
  'We1come#1',
  'Zaq12wsx!',
  '1q2w3e4r!',
  'Iloveyou1!',
  'Sakura#39',
  'aaaa1!',
  'BizFAX-2026',
])('%s is common', (password) => {
  expect(isCommonPassword(password)).toBe(true)
})

test.each(['Fax!2026', 'New#pass1', 'Yen1\\abc', 'kuro3Neko!aruku', '7h!Kesu-ori', '1!2#3$4%', 'a1!', ''])(
  '%s is not',
  (password) => {
    expect(isCommonPassword(password)).toBe(false)
  },
)

/** The same numbers each time. */
function seeded(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

test('of 20,000 passwords made at random of eight characters that keep the rules, fewer than one in 1,000 is refused', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const characters = letters + passwordSymbols
  const next = seeded(18)
  let made = 0
  let refused = 0
  while (made < 20_000) {
    const password = Array.from({ length: 8 }, () => characters[next(characters.length)]).join('')
    if (brokenPasswordRules(password, 'someone').length > 0) continue
    made += 1
    if (isCommonPassword(password)) refused += 1
  }
  expect(refused).toBeLessThan(20)
})
