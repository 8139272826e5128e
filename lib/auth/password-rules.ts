/** Length of a password in characters (spec section 7). */
export const passwordLengthMin = 6
export const passwordLengthMax = 20

/** The manual's symbols. `¥` is the backslash key: U+00A5 and U+005C are one character. `?` is not among them. */
export const passwordSymbols = '!"#$%&\'()*+,-./:;<=>@[\\]^_`{|}~'

/** Rules that can be checked on a new password alone, in the order in which they are named. */
export const passwordRules = ['length', 'characters', 'letter', 'digit', 'symbol', 'userId'] as const
export type PasswordRule = (typeof passwordRules)[number]

/** A password as it is compared and hashed: the yen sign is the backslash. */
export const normalisePassword = (password: string) => password.replaceAll('\u00a5', '\\')

const isLetter = (character: string) => /^[A-Za-z]$/.test(character)
const isDigit = (character: string) => /^[0-9]$/.test(character)
const isSymbol = (character: string) => passwordSymbols.includes(character)
const isAllowed = (character: string) => isLetter(character) || isDigit(character) || isSymbol(character)

/**
 * Holds a new password against the manual's rules: 6–20 characters; only half-width letters, digits and the
 * manual's symbols, at least one of each; the user ID nowhere in it, in either case.
 * @returns every rule that it breaks, in the order of `passwordRules`.
 */
export function brokenPasswordRules(password: string, userId: string): PasswordRule[] {
  const normalised = normalisePassword(password)
  const characters = [...normalised]
  const keeps: Record<PasswordRule, boolean> = {
    length: characters.length >= passwordLengthMin && characters.length <= passwordLengthMax,
    characters: characters.every(isAllowed),
    letter: characters.some(isLetter),
    digit: characters.some(isDigit),
    symbol: characters.some(isSymbol),
    userId: !normalised.toLowerCase().includes(normalisePassword(userId).toLowerCase()),
  }
  return passwordRules.filter((rule) => !keeps[rule])
}

/** Why no account can have a text as its password. */
export type PasswordFormProblem = 'blank' | 'foreignCharacter' | 'tooLong'

const blankOrInvisible = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u

/**
 * Tells a text that no account can have as its password from one that may be: blanks or invisible characters, as come with
 * copying; others that a password cannot have, such as full-width ones; longer than any. Which kinds of characters a
 * new password needs does not matter here.
 */
export function passwordFormProblem(password: string): PasswordFormProblem | undefined {
  if (blankOrInvisible.test(password)) return 'blank'
  const characters = [...normalisePassword(password)]
  if (!characters.every(isAllowed)) return 'foreignCharacter'
  return characters.length > passwordLengthMax ? 'tooLong' : undefined
}
