import { randomInt } from 'node:crypto'
import { brokenPasswordRules } from '@/lib/auth/password-rules'
import { isCommonPassword } from './common-passwords'

/** Long enough not to be guessed, short enough to be read out on the telephone. */
export const generatedPasswordLength = 12

/**
 * Characters that are not mistaken for one another on paper: of each group that looks alike (0 O o, 1 l I |,
 * 2 Z, 5 S, 6 b G, 8 B, 9 g q, a letter whose two cases have one shape) at most one is left.
 */
export const generatedPasswordCharacters = 'acdefhjkmnprtuvwxyADEFHJLMNRT34679#$%&*+=@'

/**
 * A password for an account, from the system's secure source. It keeps every rule of spec section 7, so that its
 * user could have chosen it, and reads the same in every typeface.
 */
export function generatePassword(userId: string): string {
  for (;;) {
    const characters = Array.from(
      { length: generatedPasswordLength },
      () => generatedPasswordCharacters[randomInt(generatedPasswordCharacters.length)],
    )
    const password = characters.join('')
    if (brokenPasswordRules(password, userId).length === 0 && !isCommonPassword(password)) return password
  }
}
