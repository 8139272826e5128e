/** Characters (code points) that the name of a saved search may have; the table has the same limit. */
export const savedNameLengthMax = 40

export type SavedNameProblem = 'required' | 'tooLong' | 'unusable'

/** Characters that no line of text has, halves of characters, and those that turn the direction of a text. */
const unusable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const visible = /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u

/**
 * Reads the name of a saved search as it is typed: blanks are taken off both ends, and characters that are written
 * in two ways become one, so that names that look the same are the same.
 * @returns the name, 1–40 characters; or what is wrong with it.
 */
export function checkSavedName(typed: string): { name: string } | { problem: SavedNameProblem } {
  const name = typed.normalize('NFC').trim()
  if (unusable.test(name)) return { problem: 'unusable' }
  if (!visible.test(name)) return { problem: 'required' }
  return [...name].length > savedNameLengthMax ? { problem: 'tooLong' } : { name }
}
