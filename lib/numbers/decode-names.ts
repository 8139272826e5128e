import iconv from 'iconv-lite'

/** Shift_JIS as Excel writes it. */
const windowsCodePage = 'cp932'

/**
 * Reads the text of a file: UTF-8 with or without BOM, Shift_JIS, or UTF-16 with BOM as Excel's "Unicode text" is.
 * @returns undefined for bytes that are none of these.
 */
export function decodeNames(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes)
  const unicode = decode('utf-8', bytes)
  if (unicode !== undefined) return unicode
  const text = iconv.decode(bytes, windowsCodePage)
  return text.includes('\ufffd') ? undefined : text
}

/** The text without its BOM; undefined where the bytes are not of this encoding. */
function decode(encoding: 'utf-8' | 'utf-16le', bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
