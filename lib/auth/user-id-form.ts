/** The longest that an account can have, and one more: a longer one is refused like any other wrong one. */
const lengthMax = 65
/** As much as is looked at: more than any user ID together with the blanks that came with it. */
const readLengthMax = 256

const around = /^[\s\p{Default_Ignorable_Code_Point}]+|[\s\p{Default_Ignorable_Code_Point}]+$/gu

/**
 * Reads a user ID as it was typed: full-width characters are taken for the half-width ones, blanks and invisible
 * characters around it are dropped. What no database takes becomes U+FFFD, which no user ID has.
 * @returns '' where nothing was typed.
 */
export function readUserId(text: unknown): string {
  if (typeof text !== 'string') return ''
  const folded = text.slice(0, readLengthMax).normalize('NFKC').replace(around, '')
  return folded.slice(0, lengthMax).replace(/\p{Cc}/gu, '\ufffd')
}
