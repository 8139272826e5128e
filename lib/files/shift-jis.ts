import iconv from 'iconv-lite'

/** Shift_JIS as Windows and Excel have it. */
const windowsCodePage = 'cp932'

/** What stands for a character that Shift_JIS does not have. */
const geta = '〓'

/** Characters of Shift_JIS that Windows knows under another number: yen, overline, the dash of a wave, minus, cent … */
const windowsTwins: Record<string, string> = {
  '\u00a5': '\\',
  '\u203e': '~',
  '\u301c': '\uff5e',
  '\u2016': '\u2225',
  '\u2212': '\uff0d',
  '\u2014': '\u2015',
  '\u00a2': '\uffe0',
  '\u00a3': '\uffe1',
  '\u00ac': '\uffe2',
}

const lineFeed = 0x0a

let known: Uint8Array | undefined

/** Encodes a text; each character outside Shift_JIS becomes 〓. A character must not be split between two texts. */
export function encodeShiftJis(text: string): Buffer {
  known ??= knownCodeUnits()
  for (let at = 0; at < text.length; at++) {
    if (!known[text.charCodeAt(at)])
      return iconv.encode(text.replace(/[^\0-\x7f]/gu, replaceUnknown), windowsCodePage)
  }
  return iconv.encode(text, windowsCodePage)
}

/** How many characters of a text become 〓. */
export function charactersLost(text: string): number {
  known ??= knownCodeUnits()
  return (text.match(/[^\0-\x7f]/gu) ?? []).filter(
    (character) => replaceUnknown(character) === geta && character !== geta,
  ).length
}

const replaceUnknown = (character: string) =>
  character.length === 1 && known![character.charCodeAt(0)] ? character : (windowsTwins[character] ?? geta)

/**
 * Which UTF-16 code units the code page has, found by decoding everything that could be in it. Line feeds bring the
 * decoder back in step after what is not. It also decodes characters of users' own, which cannot be written.
 */
function knownCodeUnits(): Uint8Array {
  const bytes = [...range(0x00, 0x7f), ...range(0xa1, 0xdf)]
  for (const lead of [...range(0x81, 0x9f), ...range(0xe0, 0xfc)])
    for (const trail of [...range(0x40, 0x7e), ...range(0x80, 0xfc)])
      bytes.push(lead, trail, lineFeed, lineFeed)
  const codeUnits = new Uint8Array(0x1_0000)
  for (const character of iconv.decode(Buffer.from(bytes), windowsCodePage))
    if (!/[\ufffd\ue000-\uf8ff]/.test(character)) codeUnits[character.charCodeAt(0)] = 1
  return codeUnits
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)
