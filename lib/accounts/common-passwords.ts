import { dictionary } from '@zxcvbn-ts/language-common'
import { normalisePassword } from '@/lib/auth/password-rules'

/** What is left of a password must have as many characters to be looked up: shorter ones stand in good passwords too. */
const wordLengthMin = 4

/** What people of this service would think of first. */
const ownWords = ['bizfax', 'smartcast', 'faxservice']

/** Characters that people put in the place of a letter. */
const letterOf: Record<string, string> = {
  '@': 'a',
  4: 'a',
  3: 'e',
  1: 'i',
  '!': 'i',
  0: 'o',
  5: 's',
  $: 's',
  7: 't',
}

// Some 49,000 passwords from leaks, the most used ones first.
const commonWords: ReadonlySet<string> = new Set([...dictionary['passwords-common'], ...ownWords])

/**
 * Whether a password is one that many people use (spec section 7): without digits and symbols at its beginning and end,
 * whatever their number, it is on the list; in either case, and with letters written as digits or symbols that look like
 * them. `Password1!`, `P@ssw0rd#2026` and `!!dragon7` are such passwords.
 */
export function isCommonPassword(password: string): boolean {
  const characters = [...normalisePassword(password).toLowerCase()]
  const first = characters.findIndex(isLetter)
  const last = characters.findLastIndex(isLetter)
  if (first === -1) return false
  // A digit or a symbol at an end may be a letter of the word (`$hadow1!`), so each cut is looked at.
  for (let start = 0; start <= first; start++)
    for (let end = characters.length; end > last; end--)
      if (end - start >= wordLengthMin && isCommonWord(characters.slice(start, end))) return true
  return false
}

const isLetter = (character: string) => /[a-z]/.test(character)

function isCommonWord(characters: string[]): boolean {
  const folded = characters.map((character) => letterOf[character] ?? character).join('')
  const withL = characters.map((character) =>
    /[1!]/.test(character) ? 'l' : (letterOf[character] ?? character),
  )
  return [characters.join(''), folded, withL.join('')].some((word) => commonWords.has(word))
}
