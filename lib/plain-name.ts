export type PlainNameProblem = 'required' | 'tooLong' | 'unusable'

/** Blanks of any width; the empty pattern of Braille looks like one. */
const blanks = /[\p{Zs}\u2800]+/gu

/** Characters that no line of text has, halves of characters, and those that are not seen but change or split a text. */
const unusable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** Where characters that are not seen belong: joined emoji and their colours, keycaps, and variants of a kanji. */
const seenTogether =
  /\p{Extended_Pictographic}[\ufe0e\ufe0f]?\p{Emoji_Modifier}?(?:\u200d\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)*|[0-9#*]\ufe0f\u20e3|\p{Script=Han}[\u{e0100}-\u{e01ef}]/gu

const visible = /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u

/**
 * Reads a name as it is typed, so that names that look the same are the same: blanks are taken off both ends, a run of
 * them is one, characters that are written in two ways become one, and those that are not seen are refused.
 * @param lengthMax characters (code points).
 * @returns the name, of at least one character; or what is wrong with it.
 */
export function checkPlainName(
  typed: string,
  lengthMax: number,
): { name: string } | { problem: PlainNameProblem } {
  const name = typed.normalize('NFC').replace(blanks, ' ').trim()
  if ([...name].length > lengthMax) return { problem: 'tooLong' }
  if (unusable.test(name.replace(seenTogether, 'x'))) return { problem: 'unusable' }
  return visible.test(name) ? { name } : { problem: 'required' }
}
