/** What comes with a code that is copied or dictated: blanks, invisible characters, hyphens of every kind. */
const betweenDigits = /[\s\p{Default_Ignorable_Code_Point}\p{Dash}\u30fc\u2500]/gu

/**
 * Reads a one-time password as it was typed: full-width digits are forgiven, and blanks and hyphens around and between
 * them.
 * @returns the six digits, or which rule what was typed breaks.
 */
export function readOtp(
  typed: unknown,
): { code: string; problem?: undefined } | { code?: undefined; problem: 'codeRequired' | 'codeForm' } {
  const text = typeof typed === 'string' ? typed.normalize('NFKC').replace(betweenDigits, '') : ''
  if (text === '') return { problem: 'codeRequired' }
  return /^\d{6}$/.test(text) ? { code: text } : { problem: 'codeForm' }
}
