/**
 * Reads a one-time password as it was typed: full-width digits and blanks around it are forgiven.
 * @returns the six digits, or which rule what was typed breaks.
 */
export function readOtp(
  given: unknown,
): { code: string; problem?: undefined } | { problem: 'codeRequired' | 'codeForm' } {
  const text = typeof given === 'string' ? given.normalize('NFKC').replace(/\s/g, '') : ''
  if (text === '') return { problem: 'codeRequired' }
  return /^\d{6}$/.test(text) ? { code: text } : { problem: 'codeForm' }
}
